import assert from 'node:assert/strict';
import { Socket } from 'node:net';
import { describe, it } from 'node:test';
import { CompiledQuery } from 'kysely';
import type { Connection } from 'mariadb';
import { OutdatedRead } from './database-errors.ts';
import { BEGIN, MysqlConnection } from './mysql-connection.ts';
import { markFrequent } from './round-trips.ts';

/** A server that says what it is sent, and refuses to prepare where that is asked of it. */
function openConnection({ refusesToPrepare = 0 } = {}) {
  const sent: string[] = [];
  const answer = (text: string, values: unknown[] = []) => {
    sent.push([text, ...values].join(' '));
    const statements = text.split('; ').map(() => []);
    return Promise.resolve(statements.length === 1 ? [[], []] : [statements, statements]);
  };
  const raw = {
    on: () => raw,
    isValid: () => true,
    query: (text: string, values: unknown[] = []) => answer(text, values),
    prepare: (text: string) => {
      if (refusesToPrepare > 0) return Promise.reject(Object.assign(new Error('no'), { errno: refusesToPrepare }));
      sent.push(`prepare ${text}`);
      return Promise.resolve({ execute: () => answer(`execute ${text}`), close: () => sent.push(`close ${text}`) });
    },
  };
  const connection = new MysqlConnection(raw as unknown as Connection, new Socket(), {
    keepsRevisions: false,
    identityChanges: 0,
  });
  return { connection, sent };
}

const often = (text: string) => markFrequent(CompiledQuery.raw(text));
const A = 'select a';
const B = '(select b) union all (select c for update)';
const CHANGE = 'update d';

describe('a connection to a server', () => {
  it('prepares what is asked often once, and nothing else', async () => {
    const { connection, sent } = openConnection();
    await connection.executeQuery(often(A));
    await connection.executeQuery(often(A));
    await connection.executeQuery(CompiledQuery.raw('b'));
    assert.deepEqual(sent, [`prepare ${A}`, `execute ${A}`, `execute ${A}`, 'b']);
  });

  it('sends reads behind one another once all are prepared, and changes only together, so that the first that fails ends them', async () => {
    const { connection, sent } = openConnection();
    connection.begin([BEGIN]);
    await connection.readTogether([often(A), often(B)]);
    connection.executeLater(often(CHANGE));
    await connection.readTogether([often(A), often(B)]);
    connection.executeLater(often(CHANGE));
    await connection.commit();
    assert.deepEqual(sent, [
      `prepare ${A}`,
      `prepare ${B}`,
      'begin',
      `execute ${A}`,
      `execute ${B}`,
      `${CHANGE}; ${A}; ${B}`,
      `${CHANGE}; commit`,
    ]);
  });

  it('forgets the statement that it prepared first when there are too many', async () => {
    const { connection, sent } = openConnection();
    for (let n = 0; n <= 200; n += 1) await connection.executeQuery(often(`select ${n}`));
    assert.deepEqual(
      sent.filter((text) => text.startsWith('close')),
      ['close select 0'],
    );
  });

  it('asks what it had to forget for the sake of the others as text, with its values', async () => {
    const { connection, sent } = openConnection();
    await connection.executeQuery(often(A));
    for (let n = 0; n < 199; n += 1) await connection.executeQuery(often(`select ${n}`));
    sent.length = 0;
    await connection.readTogether([{ ...often(A), parameters: [7] }, often(B)]);
    assert.deepEqual(sent, [`close ${A}`, `prepare ${B}`, `${A} 7`, `execute ${B}`]);
  });

  for (const errno of [1243, 1461, 1615]) {
    it(`goes on with text where the server cannot prepare (${errno})`, async () => {
      const { connection, sent } = openConnection({ refusesToPrepare: errno });
      await connection.executeQuery(often(A));
      assert.deepEqual(sent, [A]);
    });
  }

  it('does a transaction over when it turns out in the middle of it', async () => {
    const { connection, sent } = openConnection({ refusesToPrepare: 1461 });
    connection.begin([BEGIN]);
    await assert.rejects(connection.readTogether([often(A), often(B)]), OutdatedRead);
    await connection.rollback();
    connection.begin([BEGIN]);
    await connection.readTogether([often(A), often(B)]);
    assert.deepEqual(sent, ['rollback', `begin; ${A}; ${B}`]);
  });

  it('tells who waits when it is broken', async () => {
    const { connection } = openConnection();
    Object.assign(connection.raw, { query: () => new Promise(() => {}) });
    const answer = connection.executeQuery(CompiledQuery.raw('a'));
    connection.break();
    await assert.rejects(answer, { code: 'database_unavailable', wasConnected: true });
    assert.equal(connection.isOpen, false);
    await assert.rejects(connection.executeQuery(CompiledQuery.raw('b')), { code: 'database_unavailable' });
    assert.equal(connection.silence(), 0);
  });
});
