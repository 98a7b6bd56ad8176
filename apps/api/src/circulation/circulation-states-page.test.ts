import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { writeStatesPage } from './circulation-states-page.ts';
import { ACTIONS, CELLS, outcomeOf, PLACES, SITUATIONS } from './circulation-states.ts';

describe('the table of actions and situations', () => {
  it('has a cell for each, none twice', () => {
    assert.equal(CELLS.length, ACTIONS.length * SITUATIONS.length * 2 * PLACES.length);
    assert.equal(new Set(CELLS.map((cell) => JSON.stringify(cell))).size, CELLS.length);
  });

  it('has an outcome in every cell that names a situation and a place, or why not', () => {
    for (const cell of CELLS) {
      const outcome = outcomeOf(cell);
      const name = JSON.stringify(cell);
      assert.ok(['done', 'refused', 'nothing'].includes(outcome.kind), name);
      if (outcome.kind === 'refused') assert.ok(outcome.codes.length > 0, name);
      if (outcome.kind !== 'done') continue;
      assert.ok(SITUATIONS.includes(outcome.situation) && PLACES.includes(outcome.place), name);
    }
  });

  it('is described on a page that says the same', () => {
    const page = readFileSync(new URL('../../../../docs/circulation-states.md', import.meta.url), 'utf8');
    assert.equal(page, writeStatesPage(), 'run node tools/circulation-states.ts');
  });
});
