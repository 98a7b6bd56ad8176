import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Actor } from './actor.ts';
import { KnownActors } from './known-actors.ts';

const actor = (id: number): Actor => ({
  kind: 'staff',
  id,
  name: `Staff ${id}`,
  branchId: null,
  language: 'en',
  permissions: new Set(),
  limits: new Map(),
});

/** A database as it tells of its writes. */
function createWorld(trustedMs = Infinity) {
  const world = { writes: 0, isBusy: false, nowMs: Date.parse('2026-03-02T09:00:00.000Z'), monotonicMs: 0 };
  const known = new KnownActors({
    stampOf: () => (world.isBusy ? null : String(world.writes)),
    trustedMs,
    nowMs: () => world.nowMs,
    monotonicMs: () => world.monotonicMs,
  });
  const meet = (token: string, id: number, expiresAt: string | null = null) =>
    known.keep(token, { actor: actor(id), expiresAt }, known.begin());
  return { world, known, meet };
}

describe('who was met lately', () => {
  test('is known until anything is written', () => {
    const { world, known, meet } = createWorld();
    meet('a', 1);
    meet('b', 2);
    assert.deepEqual([known.find('a')?.id, known.find('b')?.id, known.find('c')], [1, 2, null]);
    world.writes++;
    assert.deepEqual([known.find('a'), known.find('b')], [null, null]);
  });

  test('is not known while a transaction hides what was written, nor after it', () => {
    const { world, known, meet } = createWorld();
    meet('a', 1);
    world.isBusy = true;
    assert.equal(known.find('a'), null);
    meet('b', 2);
    world.isBusy = false;
    assert.deepEqual([known.find('a'), known.find('b')], [null, null]);
  });

  test('is not kept when anything was written while the tables were read', () => {
    const { world, known } = createWorld();
    const begun = known.begin();
    world.writes++;
    known.keep('a', { actor: actor(1), expiresAt: null }, begun);
    assert.equal(known.find('a'), null);
  });

  test('is forgotten in the moment in which the token expires', () => {
    const { world, known, meet } = createWorld();
    meet('a', 1, '2026-03-02T09:00:01.000Z');
    world.nowMs += 999;
    assert.equal(known.find('a')?.id, 1);
    world.nowMs += 1;
    assert.equal(known.find('a'), null);
  });

  test('is believed for so long from the moment before it was read, whatever is asked meanwhile', () => {
    const { world, known } = createWorld(500);
    const begun = known.begin();
    world.monotonicMs = 300;
    known.keep('a', { actor: actor(1), expiresAt: null }, begun);
    world.monotonicMs = 499;
    assert.equal(known.find('a')?.id, 1);
    world.monotonicMs = 500;
    assert.equal(known.find('a'), null);
  });

  test('takes bounded memory', () => {
    const { known, meet } = createWorld();
    for (let id = 0; id < 1001; id++) meet(String(id), id);
    assert.equal(known.find('0'), null);
    assert.equal(known.find('1000')?.id, 1000);
  });

  test('is never older than the last write, however requests and writes come', () => {
    const step = fc.record({ token: fc.constantFrom('a', 'b'), isWrite: fc.boolean(), isBusy: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 50 }), (steps) => {
        const { world, known, meet } = createWorld();
        for (const { token, isWrite, isBusy } of steps) {
          world.isBusy = isBusy;
          if (isWrite) world.writes++;
          const found = known.find(token);
          if (found === null) meet(token, world.writes);
          else assert.equal(found.id, world.writes);
        }
      }),
    );
  });
});
