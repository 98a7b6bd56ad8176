import type { Finding } from '../platform/finding.ts';
import type { Db } from '../platform/database/database.ts';
import { listNamelessReadersWithData, listTracesOfAnonymousLoans } from './anonymity.queries.ts';

/** Looks for what still leads to somebody who was forgotten. */
export async function checkPrivacyInvariants(db: Db): Promise<Finding[]> {
  const traces = await listTracesOfAnonymousLoans(db);
  const readers = await listNamelessReadersWithData(db);
  return [
    ...traces.map((loanId) => ({ code: 'anonymous_loan_leaves_a_trace', params: { loanId } })),
    ...readers.map((patronId) => ({ code: 'nameless_reader_has_data', params: { patronId } })),
  ];
}
