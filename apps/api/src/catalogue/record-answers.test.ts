import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import fc from 'fast-check';
import { createScene, type Scene } from '../../test/circulation-scene.ts';
import { statementsOf } from '../platform/database/statements.ts';
import { RecordAnswers } from './record-answers.ts';
import type { RecordChange } from './record-changes.queries.ts';

const answer = (text: string) => ({ body: text, etag: '"v1"' });

/** A log as one process sees it: its own writes are counted, those of others are only there. */
function createLog() {
  const changes: RecordChange[] = [];
  let writes = 0;
  const log = {
    isBusy: false,
    looks: 0,
    /** A transaction hides the log until it ends; to begin it is a write. */
    beginTransaction: () => {
      log.isBusy = true;
      writes++;
    },
    changeHere: (recordId: number) => {
      log.changeElsewhere(recordId);
      writes++;
    },
    changeElsewhere: (recordId: number) => void changes.push({ id: changes.length + 1, recordId }),
    writes: () => writes,
    last: () => (log.isBusy ? null : changes.length),
    after: (position: number, limit: number) => {
      log.looks++;
      if (log.isBusy) return null;
      return changes.length - position >= limit ? ('many' as const) : changes.slice(position);
    },
  };
  return log;
}

describe('kept answers', () => {
  test('are given again until their record changes here, at once, or elsewhere, within 20 ms', () => {
    const log = createLog();
    let now = 0;
    const answers = new RecordAnswers(log, () => now);
    answers.keep(1, answers.begin(), answer('one'));
    answers.keep(2, answers.begin(), answer('two'));
    assert.equal(answers.find(1)?.body, 'one');
    log.changeHere(2);
    assert.equal(answers.find(2), null);
    assert.equal(answers.find(1)?.body, 'one');
    log.changeElsewhere(1);
    now += 21;
    assert.equal(answers.find(1), null);
  });

  test('cost no look at the log while nothing is written and 20 ms have not passed', () => {
    const log = createLog();
    const answers = new RecordAnswers(log, () => 0);
    answers.keep(1, answers.begin(), answer('one'));
    const { looks } = log;
    for (let time = 0; time < 10; time++) assert.equal(answers.find(1)?.body, 'one');
    assert.equal(log.looks, looks);
  });

  test('are not kept when anything changed while they were made, nor while a transaction hides the log', () => {
    const log = createLog();
    const answers = new RecordAnswers(log, () => 0);
    const begun = answers.begin();
    log.changeHere(1);
    answers.keep(1, begun, answer('old'));
    assert.equal(answers.find(1), null);
    log.beginTransaction();
    answers.keep(1, answers.begin(), answer('unsure'));
    log.isBusy = false;
    assert.equal(answers.find(1), null);
  });

  test('are worth it for records that are asked for again before 2,500 others are', () => {
    const answers = new RecordAnswers(createLog(), () => 0);
    const ask = (from: number, count: number) =>
      Array.from({ length: count }, (_, i) => answers.isAskedAgain(from + i)).filter(Boolean).length;
    assert.deepEqual([ask(1, 1), ask(2, 2499), ask(1, 1)], [0, 0, 1]);
    assert.deepEqual([ask(10_000, 5000), ask(1, 1)], [0, 0]);
  });

  test('are given up after ten seconds whatever the log says', () => {
    let now = 0;
    const answers = new RecordAnswers(createLog(), () => now);
    answers.keep(1, answers.begin(), answer('one'));
    now = 10_001;
    assert.equal(answers.find(1), null);
  });

  test('are never older than the last change of this process, however changes and questions come', () => {
    const step = fc.record({
      id: fc.integer({ min: 1, max: 3 }),
      what: fc.constantFrom('change', 'ask', 'begin', 'finish'),
      times: fc.constantFrom(1, 300),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const log = createLog();
        const answers = new RecordAnswers(log, () => 0);
        const versions = new Map([1, 2, 3].map((id) => [id, 0]));
        /** Answers that are being made, of what was read when they were begun. */
        const making: { id: number; begun: number | null; body: string }[] = [];
        for (const { id, what, times } of steps) {
          const wanted = String(versions.get(id));
          if (what === 'change') {
            for (let time = 0; time < times; time++) log.changeHere(id);
            versions.set(id, versions.get(id)! + 1);
          } else if (what === 'begin') {
            making.push({ id, begun: answers.begin(), body: wanted });
          } else if (what === 'finish') {
            const made = making.shift();
            if (made !== undefined) answers.keep(made.id, made.begun, answer(made.body));
          } else {
            const found = answers.find(id);
            if (found !== null) assert.equal(found.body, wanted);
            else answers.keep(id, answers.begin(), answer(wanted));
            assert.equal(answers.find(id)?.body, wanted);
          }
        }
      }),
    );
  });
});

describe('a record that everybody reads', () => {
  let s: Scene;
  before(async () => (s = await createScene()));
  beforeEach(() => s.clear());
  after(() => s.close());

  const read = async () => {
    const answer = await s.get(`/records/${s.recordId}`, 'anonymous');
    assert.equal(answer.headers['cache-control'], 'public, max-age=10');
    return answer;
  };
  /** What staff are shown is never kept; without their eyes only, it must be the same. */
  const assertCurrent = async (what: string) => {
    const shown = (await read()).json();
    const { items, ...rest } = (await s.get(`/records/${s.recordId}`, 'librarian')).json();
    const forReaders = items.map((item: object) => ({ ...item, note: null, price: null }));
    assert.deepEqual(shown, { ...rest, items: forReaders }, what);
  };

  test('shows every change at once, and the same bytes as long as there is none', async () => {
    const first = await read();
    assert.equal((await read()).body, first.body);
    const steps: [string, () => Promise<{ statusCode: number; body: string }>][] = [
      [
        'edited',
        () =>
          s.as('librarian')({
            method: 'PATCH',
            url: `/api/v1/records/${s.recordId}`,
            headers: { 'if-match': '*' },
            payload: { title: 'Autre' },
          }),
      ],
      [
        'a copy more',
        () =>
          s.post(
            `/records/${s.recordId}/items`,
            { barcode: 'SECOND', itemTypeId: s.typeId, homeBranchId: s.branchId },
            'librarian',
          ),
      ],
      ['lent', () => s.lend()],
      ['reserved', () => s.hold(s.otherReaderId)],
      ['taken back, for the reader who waits', () => s.takeBack()],
    ];
    let before = (await read()).body;
    for (const [what, change] of steps) {
      const done = await change();
      assert.ok(done.statusCode < 300, `${what}: ${done.body}`);
      const { body } = await read();
      assert.notEqual(body, before, what);
      before = body;
      await assertCurrent(what);
    }
  });

  test('shows a renewal, its undoing and a cancelled hold', async () => {
    const { id } = (await s.lend()).json().loan;
    await read();
    s.now = s.now.add({ hours: 48 });
    assert.equal((await s.post(`/loans/${id}/renew`)).statusCode, 200);
    await assertCurrent('renewed');
    assert.equal((await s.undo('renew', id)).statusCode, 200);
    await assertCurrent('renewal undone');
    const hold = (await s.hold(s.otherReaderId)).json();
    await read();
    assert.ok((await s.as('assistant')({ method: 'DELETE', url: `/api/v1/holds/${hold.id}` })).statusCode < 300);
    assert.equal((await read()).json().availability.holds, 0);
  });

  test('is read from the database when it was asked for twice lately, and then no more', async () => {
    await s.context.search.refresh();
    for (let time = 0; time < 3; time += 1) await read();
    const sent = await statementsOf(read);
    assert.deepEqual(
      sent.filter(({ sql }) => !sql.startsWith('pragma')).map(({ sql }) => sql),
      [],
    );
  });

  test('shows what another process has changed once the log is followed that far', async () => {
    await s.context.search.refresh();
    for (let time = 0; time < 3; time += 1) await read();
    // As another process writes it: nobody here is told.
    await s.db.updateTable('records').set({ title: 'Ailleurs' }).where('id', '=', s.recordId).execute();
    await s.db.insertInto('record_changes').values({ record_id: s.recordId }).execute();
    await s.context.search.refresh();
    assert.equal((await read()).json().title, 'Ailleurs');
  });
});
