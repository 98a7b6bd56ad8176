import type { ChangeLog } from './record-changes.queries.ts';

/** An answer as it is sent. */
export interface RecordAnswer {
  body: string;
  etag: string;
}

interface Kept extends RecordAnswer {
  madeAt: number;
}

const MAX_ANSWERS = 5000;
/** After so many other records, one that was asked for once counts as not asked for. */
const ASKED_LATELY = 2500;
/** Above so many changes at once, forgetting everything is cheaper than forgetting one by one. */
const MAX_CHANGES = 200;
/** As long as browsers and proxies may keep a record: older answers are made anew whatever the log says. */
const KEPT_MS = 10_000;
/** How long changes of other processes may go unseen. */
const LOOK_EVERY_MS = 20;

/**
 * The records' answers that everybody gets, as they were sent. What changes is forgotten by the change log: after a write
 * of this process at once, after one of another process within 20 milliseconds. On a database server the log is the search
 * index's (`openChangeLog`), and those of other processes are within half a second.
 */
export class RecordAnswers {
  readonly #log: ChangeLog;
  readonly #now: () => number;
  readonly #answers = new Map<number, Kept>();
  /** Records asked for once lately, and those before them. */
  #asked = new Set<number>();
  #askedBefore = new Set<number>();
  /** The last change that was looked at, when, and after how many writes of this process. */
  #position: number | null = null;
  #lookedAt = -Infinity;
  #writes: number | null = null;

  /** @param now milliseconds of a clock that only goes forward */
  constructor(log: ChangeLog, now: () => number = () => performance.now()) {
    this.#log = log;
    this.#now = now;
  }

  find(id: number): RecordAnswer | null {
    const kept = this.#answers.get(id);
    if (kept === undefined) return null;
    if (this.begin() === null) return null;
    if (this.#now() - kept.madeAt > KEPT_MS) this.#answers.delete(id);
    return this.#answers.get(id) ?? null;
  }

  /**
   * Tells whether the answer of a record that is not kept is worth it: somebody asked for it lately already. What nobody asks
   * for again costs more to keep than to make.
   */
  isAskedAgain(id: number): boolean {
    if (this.#asked.has(id) || this.#askedBefore.has(id)) return true;
    if (this.#asked.size === ASKED_LATELY) {
      this.#askedBefore = this.#asked;
      this.#asked = new Set();
    }
    this.#asked.add(id);
    return false;
  }

  /**
   * How far the log is followed, to be handed to `keep` with an answer that is made from now on; null when it cannot be kept.
   * What changes from here on is forgotten by the next look, so an answer made of it may be kept.
   */
  begin(): number | null {
    const isWatched = this.#log.writes() === this.#writes && this.#now() - this.#lookedAt <= LOOK_EVERY_MS;
    return isWatched ? this.#position : this.#catchUp();
  }

  /** Keeps an answer, unless somebody looked at changes while it was made. */
  keep(id: number, begun: number | null, answer: RecordAnswer): void {
    if (begun === null || this.#position !== begun) return;
    this.#answers.delete(id);
    this.#answers.set(id, { ...answer, madeAt: this.#now() });
    if (this.#answers.size > MAX_ANSWERS) this.#answers.delete(this.#answers.keys().next().value!);
  }

  /** Forgets what changed since the last look. Answers where the log ends now, null where that cannot be told. */
  #catchUp(): number | null {
    const writes = this.#log.writes();
    const last = this.#forgetChanged();
    if (last === null) return null;
    this.#position = last;
    this.#writes = writes;
    this.#lookedAt = this.#now();
    return last;
  }

  #forgetChanged(): number | null {
    if (this.#position === null) return this.#log.last();
    const changes = this.#log.after(this.#position, MAX_CHANGES);
    if (changes === null) return null;
    if (changes === 'many') {
      this.#answers.clear();
      return this.#log.last();
    }
    for (const { recordId } of changes) this.#answers.delete(recordId);
    return changes.at(-1)?.id ?? this.#position;
  }
}
