import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeMigrations } from './migrate.ts';

/** Changes of a table that exists: a server may have to do them while desks work. */
const CHANGES_TABLE = /^(alter table|create (unique )?index|drop index)/;
/** How MySQL is told not to lock the table: what it cannot do so, it refuses. */
const STATES_ALGORITHM = /algorithm ?= ?(instant|inplace|copy)\b/;

/**
 * Changes that copy their table, and keep desks from writing to it as long as that takes: all of them are from before the
 * first release. Another one belongs into a release of its own, with a word in the changelog on how long it takes.
 */
const COPIES: string[] = [];

test('every change of a table says to MySQL how it is to be done', async () => {
  const copies: string[] = [];
  for (const { name, statements } of await writeMigrations('mysql')) {
    const made = new Set(statements.flatMap((one) => /^create table `(\w+)`/.exec(one)?.[1] ?? []));
    for (const statement of statements.filter((one) => CHANGES_TABLE.test(one))) {
      assert.match(statement, STATES_ALGORITHM, `${name}: ${statement}`);
      const table = /^alter table `(\w+)`/.exec(statement)?.[1];
      if (/algorithm = copy/.test(statement) && !made.has(table!)) copies.push(`${name}: ${table}`);
    }
  }
  assert.deepEqual(copies, COPIES);
});

test('no migration takes away what the former version still reads', async () => {
  for (const { name, statements } of await writeMigrations('mysql')) {
    for (const statement of statements) {
      assert.doesNotMatch(statement, /\b(drop (table|column)|rename (to|column)|modify column)\b/, `${name} contracts`);
    }
  }
});
