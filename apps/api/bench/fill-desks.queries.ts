import { insertPolicyValue } from '../src/circulation/policies.queries.ts';
import type { PolicyName } from '../src/circulation/policy-definitions.ts';
import type { Db } from '../src/platform/database/database.ts';
import { MADE_AT, makeCategory, makePatron } from '../test/factories.ts';

const PATRONS = 640;
/** Far enough that no loan of the bench is late. */
const DUE_AT = '2090-01-05T22:59:59.000Z';
const WEEKDAYS = [1, 2, 3, 4, 5, 6];
const POLICIES: [PolicyName, unknown][] = [
  ['loanPeriod', 21],
  ['maxLoansTotal', 12],
  ['overdueCharge', 25],
  ['overdueGrace', 1],
  ['maxRenewals', 3],
];

/**
 * Gives a branch what lending stands on: opening hours, policies for everywhere, for a branch and for a category, and readers
 * who have something on loan already: copies from the second half of the catalogue.
 *
 * @returns the readers' numbers
 */
export async function fillDesks(db: Db, branchId: number, records: number): Promise<number[]> {
  return db.transaction().execute(async (trx) => {
    const hours = WEEKDAYS.map((weekday) => ({ branch_id: branchId, weekday, opens: '09:00', closes: '19:00' }));
    await trx.insertInto('opening_hours').values(hours).execute();
    const categoryId = await makeCategory(trx);
    for (const [name, value] of POLICIES) {
      const everywhere = { branchId: null, patronCategoryId: null, itemTypeId: null };
      await insertPolicyValue(trx, name, everywhere, value);
      if (name === 'overdueGrace') await insertPolicyValue(trx, name, { ...everywhere, branchId }, 2);
      if (name === 'loanPeriod')
        await insertPolicyValue(trx, name, { ...everywhere, patronCategoryId: categoryId }, 28);
    }
    const patronIds: number[] = [];
    for (let n = 0; n < PATRONS; n++) {
      patronIds.push(await makePatron(trx, { category_id: categoryId, branch_id: branchId }));
    }
    const first = Math.ceil(records / 2);
    const loans = patronIds.slice(0, records - first).map((patronId, n) => ({
      item_id: first + n + 1,
      open_item_id: first + n + 1,
      record_id: first + n + 1,
      patron_id: patronId,
      patron_category_id: categoryId,
      branch_id: branchId,
      checked_out_at: MADE_AT,
      due_at: DUE_AT,
    }));
    await trx.insertInto('loans').values(loans).execute();
    return patronIds;
  });
}
