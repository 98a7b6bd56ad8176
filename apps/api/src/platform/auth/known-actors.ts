import type { Actor } from './actor.ts';

/** Who a token was found to belong to, and until when (UTC); null for ever. */
export interface FoundActor {
  actor: Actor;
  expiresAt: string | null;
}

interface Known {
  actor: Actor;
  expiresAtMs: number;
}

const MAX_KNOWN = 1000;

/**
 * Who is behind the tokens that were sent lately. With any write to the database, by whatever process, everybody is forgotten:
 * who was signed out, locked, or lost a role is so with the next request, as if the tables were read each time.
 */
export class KnownActors {
  readonly #stampOf: () => string | null;
  readonly #nowMs: () => number;
  readonly #known = new Map<string, Known>();
  #stamp: string | null = null;

  /**
   * @param stampOf a text that is another after every write; null where that cannot be told, and then nobody is known
   * @param nowMs milliseconds since 1970, for tokens that expire
   */
  constructor(stampOf: () => string | null, nowMs: () => number) {
    this.#stampOf = stampOf;
    this.#nowMs = nowMs;
  }

  find(tokenHash: string): Actor | null {
    const known = this.#known.get(tokenHash);
    if (known === undefined || this.#look() === null) return null;
    if (known.expiresAtMs <= this.#nowMs()) this.#known.delete(tokenHash);
    return this.#known.get(tokenHash)?.actor ?? null;
  }

  /** The moment before an actor is read, to be handed to `keep`; null when nobody can be kept. */
  begin(): string | null {
    return this.#look();
  }

  /** Keeps who was found, unless anything was written since that moment. */
  keep(tokenHash: string, { actor, expiresAt }: FoundActor, begun: string | null): void {
    if (begun === null || this.#look() !== begun) return;
    if (this.#known.size === MAX_KNOWN) this.#known.clear();
    this.#known.set(tokenHash, { actor, expiresAtMs: expiresAt === null ? Infinity : Date.parse(expiresAt) });
  }

  #look(): string | null {
    const stamp = this.#stampOf();
    if (stamp === null || stamp !== this.#stamp) this.#known.clear();
    this.#stamp = stamp;
    return stamp;
  }
}
