import { askInTurn, type Load, type Target } from './load.ts';
import type { Row } from './row.ts';
import { runBeside, type Run } from './run.ts';

/** Records that are asked for again and again. */
const HOT_RECORDS = 500;
/** Records asked in turn: several times as many as there are kept answers. */
const SPREAD_RECORDS = 20_000;

/** What the loads of this file are called, by who asks. */
export const RECORD_LOADS = {
  visitor: 'record by id, visitor',
  staff: 'record by id, staff',
  'asked often': 'record by id, asked often',
};

/** Numbers of records all over the catalogue, each once. */
export function spreadIds(records: number): number[] {
  return Array.from({ length: Math.min(records, SPREAD_RECORDS) }, (_, i) => 1 + ((i * 7919) % records));
}

export function recordsAsked({ records, isOften }: { records: number; isOften: boolean }): Load['requestsOf'] {
  const ids = spreadIds(records);
  return askInTurn((isOften ? ids.slice(0, HOT_RECORDS) : ids).map((id) => `/api/v1/records/${id}`));
}

/** A record by its id, as visitors and staff ask for it, beside a handler that reads the same row by its key. */
export async function measureRecords(
  run: Run,
  records: number,
  { ours, bare, staff }: { ours: Target; bare: Target; staff: Record<string, string> },
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const connections of [1, 16]) {
    const shared = { target: ours, connections, requestsOf: recordsAsked({ records, isOften: false }) };
    const byKey = askInTurn(spreadIds(records).map((id) => `/records/${id}`));
    const loads: Load[] = [
      { ...shared, target: bare, what: 'bare handler, by id', requestsOf: byKey },
      { ...shared, what: RECORD_LOADS.visitor },
      { ...shared, what: RECORD_LOADS.staff, headers: staff },
      { ...shared, what: RECORD_LOADS['asked often'], requestsOf: recordsAsked({ records, isOften: true }) },
    ];
    rows.push(...(await runBeside(run, records, loads)));
  }
  return rows;
}
