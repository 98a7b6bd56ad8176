import type { Actor } from './actor.ts';

/** Who a token was found to belong to, and until when (UTC); null for ever. */
export interface FoundActor {
  actor: Actor;
  expiresAt: string | null;
}

interface Known {
  actor: Actor;
  expiresAtMs: number;
  /** By the clock that only goes forward. */
  readAt: number;
}

/** The moment before an actor is read. */
export interface Begun {
  stamp: string;
  at: number;
}

const MAX_KNOWN = 1000;

/** What hears of writes, and for how long it may be believed. */
export interface Knowledge {
  /** Gives a text that is another after every write that is heard of; null where that cannot be told, and then nobody is known. */
  stampOf: () => string | null;
  /** For how many milliseconds who was read is believed: for ever where no write goes unheard. */
  trustedMs: number;
  /** Milliseconds since 1970, for tokens that expire. */
  nowMs: () => number;
  /** Milliseconds of a clock that only goes forward. */
  monotonicMs?: () => number;
}

/**
 * Who is behind the tokens that were sent lately. With any write that is heard of, everybody is forgotten: who was signed out,
 * locked, or lost a role is so with the next request, as if the tables were read each time.
 */
export class KnownActors {
  readonly #knowledge: Required<Knowledge>;
  readonly #known = new Map<string, Known>();
  #stamp: string | null = null;

  constructor(knowledge: Knowledge) {
    this.#knowledge = { monotonicMs: () => performance.now(), ...knowledge };
  }

  find(tokenHash: string): Actor | null {
    const known = this.#known.get(tokenHash);
    if (known === undefined || this.#look() === null) return null;
    const { nowMs, monotonicMs, trustedMs } = this.#knowledge;
    if (known.expiresAtMs <= nowMs() || monotonicMs() - known.readAt >= trustedMs) this.#known.delete(tokenHash);
    return this.#known.get(tokenHash)?.actor ?? null;
  }

  /** The moment before an actor is read, to be handed to `keep`; null when nobody can be kept. */
  begin(): Begun | null {
    const stamp = this.#look();
    return stamp === null ? null : { stamp, at: this.#knowledge.monotonicMs() };
  }

  /** Keeps who was found, unless anything was written since that moment. */
  keep(tokenHash: string, { actor, expiresAt }: FoundActor, begun: Begun | null): void {
    if (begun === null || this.#look() !== begun.stamp) return;
    if (this.#known.size === MAX_KNOWN) this.#known.clear();
    const expiresAtMs = expiresAt === null ? Infinity : Date.parse(expiresAt);
    this.#known.set(tokenHash, { actor, expiresAtMs, readAt: begun.at });
  }

  #look(): string | null {
    const stamp = this.#knowledge.stampOf();
    if (stamp === null || stamp !== this.#stamp) this.#known.clear();
    this.#stamp = stamp;
    return stamp;
  }
}
