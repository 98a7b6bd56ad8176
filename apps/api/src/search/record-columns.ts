import type { DocumentKeys } from './document-terms.ts';
import type { SearchDocument } from './search-index.ts';
import { Column, Dictionary, ListColumn, SetDictionary } from './value-columns.ts';

export const NO_YEAR = -32_768;

const VISIBLE = 1;
const SUPPRESSED = 2;

/** What filters, facets and ranking look at, in memory: one place a record, by id. */
export class RecordColumns {
  readonly kinds = new Dictionary();
  readonly languages = new Dictionary();
  readonly branchSets = new SetDictionary();

  readonly kind = new Column((length) => new Uint16Array(length));
  readonly language = new Column((length) => new Uint16Array(length));
  readonly year = new Column((length) => new Int16Array(length).fill(NO_YEAR));
  readonly branches = new Column((length) => new Uint32Array(length));
  readonly availableBranches = new Column((length) => new Uint32Array(length));
  readonly createdAt = new Column((length) => new Float64Array(length));
  readonly authors = new ListColumn();
  readonly subjects = new ListColumn();
  readonly titleHash = new Column((length) => new Uint32Array(length));
  readonly headHash = new Column((length) => new Uint32Array(length));
  readonly firstHash = new Column((length) => new Uint32Array(length));
  readonly titleLength = new Column((length) => new Uint8Array(length));
  readonly #presence = new Column((length) => new Uint8Array(length));
  #count = 0;
  #endId = 0;

  /** How many records there are, suppressed ones included. */
  get count(): number {
    return this.#count;
  }

  /** One more than the highest id there has been. */
  get endId(): number {
    return this.#endId;
  }

  has(id: number): boolean {
    return this.#presence.get(id) !== 0;
  }

  isShown(id: number, includeSuppressed: boolean): boolean {
    const presence = this.#presence.get(id);
    return presence === VISIBLE || (includeSuppressed && presence === SUPPRESSED);
  }

  set(document: SearchDocument, keys: DocumentKeys): void {
    const { id } = document;
    if (!this.has(id)) this.#count++;
    this.#endId = Math.max(this.#endId, id + 1);
    this.#presence.set(id, document.isSuppressed ? SUPPRESSED : VISIBLE);
    this.kind.set(id, this.kinds.numberOf(document.kind));
    this.language.set(id, this.languages.numberOf(document.language ?? ''));
    this.year.set(id, document.year ?? NO_YEAR);
    this.branches.set(id, this.branchSets.numberOf(document.branches));
    this.availableBranches.set(id, this.branchSets.numberOf(document.availableBranches));
    this.createdAt.set(id, Date.parse(document.createdAt) || 0);
    this.authors.set(id, document.authors);
    this.subjects.set(id, document.subjects);
    this.titleHash.set(id, keys.titleHash);
    this.headHash.set(id, keys.headHash);
    this.firstHash.set(id, keys.firstHash);
    this.titleLength.set(id, keys.titleLength);
  }

  remove(id: number): void {
    if (!this.has(id)) return;
    this.#presence.set(id, 0);
    this.#count--;
  }

  /** Every id there is, in ascending order. */
  ids(): Uint32Array {
    const ids = new Uint32Array(this.#count);
    let length = 0;
    for (let id = 0; id < this.#endId; id++) if (this.has(id)) ids[length++] = id;
    return ids;
  }
}
