import { BROAD_QUERIES, HOSTILE_QUERIES, QUERIES, searches } from './addresses.ts';
import { askInTurn, type Target } from './load.ts';
import type { Row } from './row.ts';
import { runAlone, runBeside, type Run } from './run.ts';

/** Ways to write each query that mean the same, more than any cache of answers holds. */
const VARIANTS = 120;
/** Above, the reference takes seconds for a broad query: with many connections it would still work when others are measured. */
const LARGE = 100_000;

/** How the loads that stand under a budget are called: the list, the list again, broad queries, and each query of the list. */
export const SEARCH_LOADS = [
  'search, never asked before',
  'search, asked before',
  'search, broad, never asked before',
  '  search “',
] as const;
const [NEW, AGAIN, BROAD, ONE] = SEARCH_LOADS;

/** The searches of the list, so written that no two are the same text. */
export const NEVER_ASKED = searches(VARIANTS * 4, QUERIES);
export const ASKED = searches(1, QUERIES);

/** Searches of the list, broad and hostile ones, beside a handler that has nothing but FTS5. */
export async function measureSearches(
  run: Run,
  records: number,
  { ours, bare }: { ours: Target; bare: Target },
): Promise<Row[]> {
  const rows: Row[] = [];
  const toBare = (addresses: string[]) => askInTurn(addresses.map((address) => address.slice('/api/v1'.length)));
  for (const connections of [1, 16]) {
    const shared = { target: ours, connections };
    const list = { ...shared, what: NEW, requestsOf: askInTurn(NEVER_ASKED) };
    const isBeside = connections === 1 || records <= LARGE;
    const reference = { ...shared, target: bare, what: 'bare FTS5 handler, the list', requestsOf: toBare(NEVER_ASKED) };
    const beside = isBeside ? await runBeside(run, records, [reference, list]) : [];
    rows.push(...beside);
    const [base] = isBeside ? beside : rows;
    const search = async (what: string, addresses: string[], seconds = run.seconds) =>
      void rows.push(await runAlone(run, { ...shared, what, requestsOf: askInTurn(addresses) }, base!, seconds));
    if (!isBeside) await search(NEW, NEVER_ASKED);
    await search(AGAIN, ASKED);
    await search(BROAD, searches(VARIANTS * 4, BROAD_QUERIES));
    if (connections > 1 || run.isSmoke) continue;
    const each = (what: string, query: string) => search(what, searches(VARIANTS * 10, [query]), run.seconds / 4);
    for (const query of QUERIES) await each(`${ONE}${query}”`, query);
    for (const query of BROAD_QUERIES) await each(`  broad: “${query}”`, query);
    for (const [name, query] of Object.entries(HOSTILE_QUERIES)) await each(`  hostile: ${name}`, query);
  }
  return rows;
}
