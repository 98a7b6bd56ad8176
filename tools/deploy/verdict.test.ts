import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { SequentialTest, type Verdict } from './verdict.ts';

const FAILURE = { failed: 1, succeeded: 0 };
const SUCCESS = { failed: 0, succeeded: 1 };

describe('the sequential test of a release', () => {
  test('finds it sound after 36 answers without a failure, and goes on', () => {
    const sequential = new SequentialTest(0.02);
    for (let round = 1; round <= 3; round += 1) {
      for (let count = 1; count < 36; count += 1) assert.equal(sequential.add(SUCCESS), 'open', `${count}`);
      assert.equal(sequential.add(SUCCESS), 'sound');
    }
  });

  test('finds it faulty at the third failure in a row, and never at the second', () => {
    const sequential = new SequentialTest(0.02);
    assert.deepEqual(
      [FAILURE, FAILURE, FAILURE].map((answer) => sequential.add(answer)),
      ['open', 'open', 'faulty'],
    );
  });

  test('does not mind the order of answers', () => {
    const together = new SequentialTest(0.02).add({ failed: 3, succeeded: 3 });
    const apart = new SequentialTest(0.02);
    const last = [SUCCESS, FAILURE, SUCCESS, FAILURE, SUCCESS, FAILURE].map((answer) => apart.add(answer)).at(-1);
    assert.equal(together, 'faulty');
    assert.equal(last, together);
  });

  test('finds a fault that comes after a thousand good answers as soon as one that is there at once', () => {
    const sequential = new SequentialTest(0.02);
    for (let count = 1; count <= 1000; count += 1) sequential.add(SUCCESS);
    const verdicts = Array.from({ length: 5 }, () => sequential.add(FAILURE));
    assert.ok(verdicts.includes('faulty'));
  });

  test('keeps to its chances of an error, and decides after few answers', () => {
    const random = generator(1);
    const tell = (share: number) => {
      const tries = Array.from({ length: 4000 }, () => decide(share, random));
      return {
        faulty: tries.filter(({ verdict }) => verdict === 'faulty').length / tries.length,
        answers: tries.reduce((sum, { answers }) => sum + answers, 0) / tries.length,
      };
    };
    const [sound, allowed, bad, worse] = [tell(0.005), tell(0.02), tell(0.1), tell(0.3)];
    assert.ok(sound.faulty < 0.002, `at 0.5 %: ${sound.faulty}`);
    assert.ok(allowed.faulty < 0.015, `at 2 %: ${allowed.faulty}`);
    assert.ok(bad.faulty > 0.94, `at 10 %: ${bad.faulty}`);
    assert.ok(bad.answers < 65, `at 10 % after ${bad.answers} answers`);
    assert.ok(worse.answers < 20, `at 30 % after ${worse.answers} answers`);
  });

  test('knows the edges of a budget', () => {
    const nothing = new SequentialTest(0);
    assert.equal(nothing.add({ failed: 3, succeeded: 0 }), 'faulty');
    const everything = new SequentialTest(1);
    assert.equal(everything.add({ failed: 1000, succeeded: 0 }), 'open');
    assert.equal(everything.add({ failed: 0, succeeded: 3 }), 'sound');
  });
});

function decide(share: number, random: () => number): { verdict: Verdict; answers: number } {
  const sequential = new SequentialTest(0.02);
  for (let answers = 1; ; answers += 1) {
    const verdict = sequential.add(random() < share ? FAILURE : SUCCESS);
    if (verdict !== 'open') return { verdict, answers };
  }
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
