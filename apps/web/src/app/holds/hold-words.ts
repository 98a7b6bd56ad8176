import type { Hold, ItemSummary } from '../api-types';

/** What a reader may ask for: any copy, one volume, or one very copy. */
export type Wish = { kind: 'any' } | { kind: 'volume'; volume: string } | { kind: 'item'; itemId: number };

/** The volumes of a title that can be asked for, as one reads them: 2 before 10. */
export function volumesOf(items: readonly Pick<ItemSummary, 'volume' | 'status'>[]): string[] {
  const volumes = items
    .filter(({ status }) => status !== 'withdrawn' && status !== 'lost')
    .flatMap(({ volume }) => volume ?? []);
  return [...new Set(volumes)].sort((one, other) => one.localeCompare(other, 'fr', { numeric: true }));
}

/** What is asked for at first: of a title in volumes the first one, because any at all is seldom meant. */
export function firstWish(items: readonly Pick<ItemSummary, 'volume' | 'status'>[]): Wish {
  const [first] = volumesOf(items);
  return first === undefined ? { kind: 'any' } : { kind: 'volume', volume: first };
}

/** What a wish adds to a request for a hold. */
export function bodyOfWish(wish: Wish): { volume?: string; itemId?: number } {
  if (wish.kind === 'volume') return { volume: wish.volume };
  return wish.kind === 'item' ? { itemId: wish.itemId } : {};
}

/** A list with one of its entries at another place. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_, index) => index !== from);
  const place = Math.max(0, Math.min(to, rest.length));
  return [...rest.slice(0, place), list[from]!, ...rest.slice(place)];
}

/** The holds of a queue that are being fulfilled, and those that wait. */
export function partsOfQueue(holds: readonly Hold[]): { fulfilled: Hold[]; waiting: Hold[] } {
  return {
    fulfilled: holds.filter(({ status }) => status !== 'waiting'),
    waiting: holds.filter(({ status }) => status === 'waiting'),
  };
}
