import assert from 'node:assert/strict';
import { STEPS, type ParamKind } from '../src/circulation/explanation-steps.ts';
import type { Step } from '../src/circulation/explanation.ts';

const isText = (value: unknown) => typeof value === 'string' && value !== '';
const isCount = (value: unknown) => Number.isInteger(value) && (value as number) >= 0;
const isId = (value: unknown) => Number.isInteger(value) && (value as number) > 0;
const isLike = (pattern: RegExp) => (value: unknown) => typeof value === 'string' && pattern.test(value);
const isDay = isLike(/^\d{4}-\d\d-\d\d$/);

/** What a parameter of each kind may be. */
const KINDS: Record<ParamKind, (value: unknown) => boolean> = {
  instant: isLike(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  day: isDay,
  time: isLike(/^\d\d:\d\d/),
  text: isText,
  choice: isText,
  count: isCount,
  minutes: isCount,
  money: isCount,
  branch: isId,
  id: isId,
  'day?': (value) => value === null || isDay(value),
  'count?': (value) => value === null || isCount(value),
  any: () => true,
};

/** Fails when a step is not one that `STEPS` lists, or carries other parameters than it names, or of another kind. */
export function assertWellFormed(steps: readonly Step[]): void {
  for (const { code, params } of steps) {
    const kinds: Record<string, ParamKind> | undefined = STEPS[code];
    assert.ok(kinds, `no step is called ${code}`);
    if ('*' in kinds) continue;
    assert.deepEqual(Object.keys(params).sort(), Object.keys(kinds).sort(), `the parameters of ${code}`);
    for (const [name, kind] of Object.entries(kinds)) {
      assert.ok(KINDS[kind](params[name]), `${code}: ${name} should be a ${kind}, not ${JSON.stringify(params[name])}`);
    }
  }
}
