import { DestroyRef, effect, inject, Injectable } from '@angular/core';
import { Session } from '../session/session';

/** Something that somebody changed, and whom and what it concerns as far as that is known. */
export interface LiveChange {
  action: string;
  entity: string;
  entityId: number | null;
  branchId: number | null;
  patronId: number | null;
  recordId: number | null;
}

/** Hears of a change; null when some may have been missed, so that what is shown should be read anew. */
type Listener = (change: LiveChange | null) => void;

/** Changes within this time are answered by reading once. */
const GATHER_MS = 300;

/**
 * What others change while a page is looked at, for staff. The stream is open while the page is seen and somebody listens: a
 * browser has few connections to one server, and a hidden tab needs none.
 */
@Injectable({ providedIn: 'root' })
export class Live {
  private readonly session = inject(Session);
  private readonly listeners = new Set<Listener>();
  private source: EventSource | null = null;
  private isLate = false;

  constructor() {
    effect(() => {
      this.session.isStaff();
      this.follow();
    });
    document.addEventListener('visibilitychange', () => this.follow());
  }

  listen(listener: Listener): () => void {
    this.listeners.add(listener);
    this.follow();
    return () => {
      this.listeners.delete(listener);
      this.follow();
    };
  }

  private follow(): void {
    const isWanted = this.listeners.size > 0 && this.session.isStaff() && document.visibilityState === 'visible';
    if (!isWanted) this.leave();
    else if (this.source === null) this.open();
  }

  private open(): void {
    const source = new EventSource('/api/v1/events');
    this.source = source;
    // Returning to a page that was hidden, or after the network was away for long: what happened meanwhile is not told.
    source.addEventListener('open', () => {
      if (this.isLate) this.tell(null);
      this.isLate = false;
    });
    source.addEventListener('change', ({ data }: MessageEvent<string>) => this.tell(JSON.parse(data) as LiveChange));
    source.addEventListener('missed', () => this.tell(null));
    // The browser comes back by itself, unless the server refused it.
    source.addEventListener('error', () => {
      if (source.readyState === EventSource.CLOSED && this.source === source) this.leave();
    });
  }

  private leave(): void {
    if (this.source === null) return;
    this.source.close();
    this.source = null;
    this.isLate = this.listeners.size > 0;
  }

  private tell(change: LiveChange | null): void {
    for (const listener of this.listeners) listener(change);
  }
}

/**
 * Reacts, once for changes that come together, to what others change. Call it where injection is possible (a constructor).
 *
 * @param concerns tells whether a change is about what is shown
 */
export function onLiveChange(concerns: (change: LiveChange) => boolean, react: () => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const leave = inject(Live).listen((change) => {
    if (change !== null && !concerns(change)) return;
    timer ??= setTimeout(() => {
      timer = undefined;
      react();
    }, GATHER_MS);
  });
  inject(DestroyRef).onDestroy(() => {
    clearTimeout(timer);
    leave();
  });
}
