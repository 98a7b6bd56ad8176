import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Kysely } from 'kysely';
import * as library from '../../migrations/0001-library.ts';
import * as accounts from '../../migrations/0009-accounts.ts';
import * as cashDays from '../../migrations/0010-cash-days.ts';
import * as revisions from '../../migrations/0016-revisions.ts';
import { makeBranch, makePatron } from '../../test/factories.ts';
import { openDatabase } from '../platform/database/database.ts';

it('gives payments of before a day of cash and a branch', async () => {
  const db = openDatabase('sqlite::memory:');
  const schema = db as unknown as Kysely<unknown>;
  // Whoever writes reference data gives it a revision.
  await revisions.up(schema);
  await library.up(schema);
  await accounts.up(schema);
  const branchId = await makeBranch(db);
  const patronId = await makePatron(db, { branch_id: branchId });
  const payment = {
    receipt_year: 2026,
    patron_id: patronId,
    kind: 'payment',
    method: 'cash',
    amount: 100,
    created_at: '2026-03-02T09:00:00.000Z',
  } as const;
  await db
    .insertInto('payments')
    .values({ ...payment, receipt_sequence: 1 })
    .execute();
  await cashDays.up(schema);
  const rows = await db.selectFrom('payments').select(['branch_id', 'booked_on']).execute();
  assert.deepEqual(
    rows.map((row) => ({ ...row })),
    [{ branch_id: branchId, booked_on: '2026-03-02' }],
  );
  await db.destroy();
});
