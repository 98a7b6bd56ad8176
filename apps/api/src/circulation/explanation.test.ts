import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { alert, found, impossible, needsOverride, standingReasons, step } from './explanation.ts';
import { STEP_CODES, STEPS } from './explanation-steps.ts';

describe('a reason', () => {
  it('says how much stands against it, and carries its figures', () => {
    assert.deepEqual(impossible('card_expired', { expiresOn: '2026-11-23' }), {
      code: 'card_expired',
      severity: 'impossible',
      params: { expiresOn: '2026-11-23' },
    });
    assert.deepEqual(needsOverride('second_copy'), { code: 'second_copy', severity: 'override', params: {} });
    assert.deepEqual(needsOverride('debt', { limit: 0 }).params, { limit: 0 });
    assert.deepEqual(alert('was_in_transit'), { code: 'was_in_transit', severity: 'alert', params: {} });
    assert.deepEqual(alert('item_note', { note: 'Two discs' }).params, { note: 'Two discs' });
    assert.deepEqual(impossible('no_copies').params, {});
  });

  it('is told as a step with all that it carries', () => {
    assert.deepEqual(found(needsOverride('debt', { balance: 1001, limit: 1000 })), {
      code: 'found',
      params: { balance: 1001, limit: 1000, code: 'debt', severity: 'override' },
    });
  });
});

describe('the reasons that still stand', () => {
  const reasons = [
    impossible('item_lost'),
    needsOverride('debt_over_limit'),
    needsOverride('too_many_loans'),
    alert('patron_note'),
  ];
  const cases: [string, string[], string[]][] = [
    ['all but the alerts when nothing is overridden', [], ['item_lost', 'debt_over_limit', 'too_many_loans']],
    ['those that are not named', ['debt_over_limit'], ['item_lost', 'too_many_loans']],
    ['what is impossible, though it is named', ['item_lost', 'debt_over_limit', 'too_many_loans'], ['item_lost']],
  ];
  for (const [name, overridden, expected] of cases) {
    it(name, () =>
      assert.deepEqual(
        standingReasons(reasons, new Set(overridden)).map(({ code }) => code),
        expected,
      ),
    );
  }
});

describe('a step', () => {
  it('has no parameters where none are named', () =>
    assert.deepEqual(step('checkout_is_renewal'), { code: 'checkout_is_renewal', params: {} }));

  it('is promised by the contract with the kind of each parameter', () => {
    const contract = JSON.parse(
      readFileSync(new URL('../../../../contract/openapi.json', import.meta.url), 'utf8'),
    ) as { components: { schemas: Record<string, { description: string }> } };
    const promised = contract.components.schemas['ExplanationStep']!.description.matchAll(/`(\w+)` \(([^)]*)\)/g);
    const steps = STEP_CODES.map((code) => [
      code,
      Object.entries(STEPS[code])
        .map(([name, kind]) => `${name}: ${kind}`)
        .join(', '),
    ]);
    assert.deepEqual(
      [...promised].map(([, code, params]) => [code, params]),
      steps,
    );
  });
});
