import { stringify } from 'csv-stringify/sync';
import { Temporal } from 'temporal-polyfill';
import { positionOfLoan, type LoanPosition } from '../circulation/loans.queries.ts';
import { readReminderPolicies, type ReminderPolicyReader } from '../notices/reminder-policies.ts';
import { dayIn, toTimestamp } from '../platform/clock.ts';
import type { AppContext } from '../platform/context.ts';
import type { Db } from '../platform/database/database.ts';
import { readSettings } from '../platform/settings.queries.ts';
import {
  daysLate,
  daysOfLevel,
  dueBetween,
  overdueLevelOf,
  type OverdueDelays,
  type OverdueLevel,
} from './overdue-levels.ts';
import * as queries from './overdue-loans.queries.ts';
import { POLICY_BRANCH_COLUMNS, type DueSpan } from './overdue-loans.queries.ts';
import type { OverdueFilter, OverdueLoan } from './worklists.schema.ts';

type Context = Pick<AppContext, 'db' | 'clock'>;

/** The overdue loans of a filter, as they are at one moment. */
export interface OverdueList {
  count: () => Promise<number>;
  /** The longest overdue first, with their level and how to reach the readers. */
  read: (page: { limit: number; after?: LoanPosition }) => Promise<OverdueLoan[]>;
}

/** Opens the overdue loans of a filter: the policies and branches that they depend on are read once. */
export async function openOverdueList(
  { db, clock }: Context,
  { level, ...filter }: OverdueFilter,
): Promise<OverdueList> {
  const moment = clock();
  const now = toTimestamp(moment);
  const policies = await readReminderPolicies(db);
  const divisions = await queries.readDivisions(db);
  const spans = level === undefined ? undefined : await spansOf(db, level, moment, { policies, divisions });
  const isNobody = spans?.length === 0;
  const zones = new Map(divisions.branches.map(({ id, timeZone }) => [id, timeZone]));

  return {
    count: async () => (isNobody ? 0 : queries.countOverdueLoans(db, filter, spans, now)),
    read: async (page) => {
      if (isNobody) return [];
      const rows = await queries.listOverdueLoans(db, filter, spans, { ...page, now });
      const told = await queries.findLastReminders(db, rows);
      return rows.map(({ patronBranchId, homeBranchId, ...loan }): OverdueLoan => {
        const days = daysLate(Temporal.Instant.from(loan.dueAt), moment, zones.get(loan.branchId)!);
        const delays = policies.resolve({
          deskBranchId: loan.branchId,
          patronBranchId,
          patronCategoryId: loan.reader.categoryId,
          itemHomeBranchId: homeBranchId,
        });
        return { ...loan, daysOverdue: days, level: overdueLevelOf(days, delays), told: told.get(loan.id) ?? null };
      });
    },
  };
}

/**
 * Between which moments the loans of each kind of reader are due that are at a level now. Readers whose notices come after
 * as many days are looked for together: in most libraries that is everybody.
 */
async function spansOf(
  db: Db,
  level: number,
  now: Temporal.Instant,
  {
    policies,
    divisions: { branches, categoryIds },
  }: { policies: ReminderPolicyReader; divisions: Awaited<ReturnType<typeof queries.readDivisions>> },
): Promise<DueSpan[]> {
  const { policyBranchSource } = await readSettings(db);
  const column = POLICY_BRANCH_COLUMNS[policyBranchSource];
  const groups = new Map<string, { delays: OverdueDelays; branchIds: Map<number, number[]> }>();
  for (const { id } of branches) {
    for (const categoryId of categoryIds) {
      const parties = { deskBranchId: id, patronBranchId: id, itemHomeBranchId: id, patronCategoryId: categoryId };
      const { firstOverdueAfter, secondOverdueAfter, thirdOverdueAfter } = policies.resolve(parties);
      const delays = { firstOverdueAfter, secondOverdueAfter, thirdOverdueAfter };
      const key = JSON.stringify(delays);
      const group = groups.get(key) ?? { delays, branchIds: new Map<number, number[]>() };
      group.branchIds.set(categoryId, [...(group.branchIds.get(categoryId) ?? []), id]);
      groups.set(key, group);
    }
  }
  const zones = Map.groupBy(branches, ({ timeZone }) => timeZone);
  return [...groups.values()].flatMap(({ delays, branchIds }) => {
    const days = daysOfLevel(level as OverdueLevel, delays);
    if (days === null) return [];
    return [...zones].flatMap(([timeZone, ofZone]) => {
      const { dueFrom, dueBefore } = dueBetween(days, now, timeZone);
      const span = {
        loanBranchIds: ofZone.map(({ id }) => id),
        dueFrom: dueFrom === null ? null : toTimestamp(dueFrom),
        dueBefore: toTimestamp(dueBefore),
      };
      if (groups.size === 1) return [span];
      return [...branchIds].map(([categoryId, ids]) => ({ ...span, policyBranches: { column, ids }, categoryId }));
    });
  });
}

/** Rows read at once; between two pages other requests have their turn. */
const PAGE = 500;

const HEADINGS = {
  en: 'days overdue,level,due,title,volume,barcode,call number,lent at,reader,card,e-mail,phone,street,postal code,city,notes,situation',
  fr: 'jours de retard,niveau,à rendre le,titre,volume,code-barres,cote,prêté à,lecteur,carte,courriel,téléphone,rue,code postal,ville,notes,situation',
} as const;
/** A spreadsheet that writes decimals with a comma wants its columns apart by semicolons. */
const DELIMITERS = { en: ',', fr: ';' } as const;

/** Writes the overdue loans of a filter as CSV for spreadsheets and letters, piece by piece. */
export async function* exportOverdueLoans(
  context: Context,
  filter: OverdueFilter,
  language: 'fr' | 'en',
): AsyncGenerator<string> {
  const line = (cells: readonly (string | number | null)[]) =>
    stringify([[...cells]], {
      delimiter: DELIMITERS[language],
      escape_formulas: true,
      record_delimiter: 'windows',
    });
  const { branches } = await queries.readDivisions(context.db);
  const places = new Map(branches.map((branch) => [branch.id, branch]));
  yield `\ufeff${line(HEADINGS[language].split(','))}`;
  const list = await openOverdueList(context, filter);
  let after: LoanPosition | undefined;
  for (;;) {
    const loans = await list.read({ limit: PAGE, after });
    for (const { daysOverdue, level, dueAt, record, item, branchId, patron, reader } of loans) {
      yield line([
        daysOverdue,
        level,
        dayIn(Temporal.Instant.from(dueAt), places.get(branchId)!.timeZone),
        record.title,
        item.volume,
        item.barcode,
        item.callNumber,
        places.get(branchId)!.name,
        patron?.name ?? '',
        reader.cardNumber,
        reader.email,
        reader.phone,
        reader.street,
        reader.postalCode,
        reader.city,
        reader.notes,
        item.status === 'available' ? '' : item.status,
      ]);
    }
    const last = loans.at(-1);
    if (last === undefined || loans.length < PAGE) return;
    after = positionOfLoan(last, 'overdue');
    await new Promise((resolve) => setImmediate(resolve));
  }
}
