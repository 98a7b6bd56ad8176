/** Some records of the index: ids in ascending order, the array may be longer than used. */
export interface RecordSet {
  ids: Uint32Array;
  length: number;
  /** Whether these are all records there are. */
  isEverything: boolean;
}
