import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { CompiledQuery } from 'kysely';
import { makeItem } from '../../test/factories.ts';
import { ENGINE, openTestDatabase } from '../../test/test-database.ts';
import type { Db } from '../platform/database/database.ts';
import { statementsOf } from '../platform/database/statements.ts';
import { findRecordWithItems } from './records.queries.ts';

/** A line of MySQL's explanation, as far as it matters. */
interface Step {
  table: string;
  /** How its rows are found; `ALL` when it is read from one end to the other. */
  type: string;
}

describe('records with their copies, on MySQL', { skip: ENGINE !== 'mysql' }, () => {
  let db: Db;
  let close: () => Promise<void>;
  before(async () => ({ db, close } = await openTestDatabase()));
  after(() => close());

  it('are found by keys, also while the server takes the tables for empty', async () => {
    await makeItem(db);
    const sent = await statementsOf(() => Promise.all([1, 2, 3].map((id) => findRecordWithItems(db, id))));
    const reads = sent.filter(({ sql }) => sql.includes('`items`'));
    assert.deepEqual(
      reads.map(({ sql }) => /`records`\.`id` in (.*)$/.exec(sql)?.[1]),
      ['(?)', '(?, ?)'],
    );
    for (const { sql, parameters } of reads) {
      const explanation = CompiledQuery.raw(`explain format=traditional ${sql}`, [...parameters]);
      const { rows } = await db.executeQuery<Step>(explanation as CompiledQuery<Step>);
      assert.deepEqual(
        rows.filter(({ type }) => type === 'ALL'),
        [],
      );
    }
  });
});
