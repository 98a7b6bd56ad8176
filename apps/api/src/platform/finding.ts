/** Something that must hold and does not, as `biblio doctor` reports it. */
export interface Finding {
  /** Stable, such as `loan_open_twice`. */
  code: string;
  /** Which rows, and what they say. */
  params: Record<string, unknown>;
}
