import type { Db } from '../platform/database/database.ts';
import * as queries from './past.queries.ts';
import type { PastLoan } from './past.queries.ts';
import type { LoanStory } from './replay.ts';

/** Readers whose past is read at once. */
const READERS = 40;
/** Anonymous loans that are read at once. */
const LOANS = 200;

/** Reads the loans made since a moment, a batch of readers at a time, then those that are anonymous by now. */
export async function* readPastLoans(db: Db, since: string): AsyncGenerator<LoanStory[]> {
  for (let after = 0; ;) {
    const patronIds = await queries.listBorrowersSince(db, { since, after, limit: READERS });
    if (patronIds.length === 0) break;
    yield await tellStories(db, since, patronIds, await queries.listLoansOfPatrons(db, patronIds, since));
    after = patronIds.at(-1)!;
  }
  for (let after = 0; ;) {
    const loans = await queries.listAnonymousLoans(db, { since, after, limit: LOANS });
    if (loans.length === 0) break;
    yield await tellStories(db, since, [], loans);
    after = loans.at(-1)!.loanId;
  }
}

async function tellStories(
  db: Db,
  since: string,
  patronIds: readonly number[],
  loans: readonly PastLoan[],
): Promise<LoanStory[]> {
  const patrons = patronIds.length === 0 ? [] : await queries.listPatronFacts(db, patronIds);
  const lines = patronIds.length === 0 ? [] : await queries.listLinesOfPatrons(db, patronIds);
  const holds = await queries.listHoldsOfRecords(db, [...new Set(loans.map(({ recordId }) => recordId))], since);
  const renewals = await readRenewals(db, loans);
  const holdsByRecord = Map.groupBy(holds, ({ recordId }) => recordId);
  const loansByPatron = Map.groupBy(loans, ({ patronId }) => patronId);
  const linesByPatron = Map.groupBy(
    lines.map(({ kind, chargeKind, chargeLoanId, ...line }) => ({
      ...line,
      isOverdue: kind === 'overdue' || chargeKind === 'overdue',
      loanId: line.loanId ?? chargeLoanId,
    })),
    ({ patronId }) => patronId,
  );
  const facts = new Map(patrons.map((patron) => [patron.id, patron]));
  return loans
    .filter(({ checkedOutAt }) => checkedOutAt >= since)
    .map(({ patronId, dueAt: _dueAt, ...loan }): LoanStory => {
      const patron = patronId === null ? undefined : facts.get(patronId);
      const waiting = (holdsByRecord.get(loan.recordId) ?? []).filter(
        (hold) =>
          hold.patronId !== patronId &&
          hold.placedAt <= loan.checkedOutAt &&
          isAfter(hold.readyAt, loan.checkedOutAt) &&
          isAfter(hold.closedAt, loan.checkedOutAt),
      );
      return {
        ...loan,
        renewedAt: renewals.get(loan.loanId) ?? [],
        patron:
          patron === undefined
            ? null
            : {
                ...patron,
                otherLoans: (loansByPatron.get(patronId) ?? []).filter(({ loanId }) => loanId !== loan.loanId),
                lines: linesByPatron.get(patron.id) ?? [],
              },
        waitingHolds: waiting.length,
      };
    });
}

async function readRenewals(db: Db, loans: readonly PastLoan[]): Promise<Map<number, string[]>> {
  const moments = new Map<number, string[]>();
  for (const { loanId, action, at } of await queries.listRenewalsOfLoans(
    db,
    loans.map(({ loanId }) => loanId),
  )) {
    if (loanId === null) continue;
    const known = moments.get(loanId) ?? [];
    if (action === 'loan.renew') known.push(at);
    else known.pop();
    moments.set(loanId, known);
  }
  return moments;
}

function isAfter(moment: string | null, other: string): boolean {
  return moment === null || moment > other;
}
