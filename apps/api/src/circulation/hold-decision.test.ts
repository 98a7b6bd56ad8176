import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assertWellFormed } from '../../test/explanation-shape.ts';
import { decideHold, type HoldableCopy, type HoldCase } from './hold-decision.ts';
import { recompute } from './recompute.ts';

const copy = (overrides: Partial<HoldableCopy> = {}): HoldableCopy => ({
  itemId: 1,
  volume: null,
  canCirculate: true,
  isOnShelf: false,
  isHoldAllowed: true,
  onShelfHolds: 'allowed',
  ...overrides,
});

function situation(overrides: Partial<HoldCase> = {}): HoldCase {
  return {
    today: '2026-11-24',
    patron: { expiresOn: '2027-01-01', restrictedUntil: null, balance: 0 },
    itemId: null,
    volume: null,
    copies: [copy()],
    isPickupLocation: true,
    hasThisOnLoan: false,
    isAlreadyHeld: false,
    holdsOfPatron: 0,
    holdsOfPatronOnThis: 0,
    limits: { maxDebt: 1000, maxHolds: 10, maxHoldsPerRecord: 1 },
    ...overrides,
  };
}

const fine: HoldCase['patron'] = { expiresOn: '2027-01-01', restrictedUntil: null, balance: 0 };
const out = copy({ itemId: 2 });
const onShelf = copy({ isOnShelf: true });
const volumes = (onShelfHolds: HoldableCopy['onShelfHolds']) => [
  copy({ volume: 'T. 1', isOnShelf: true, onShelfHolds }),
  copy({ itemId: 2, volume: 'T. 2', onShelfHolds }),
];
const noLimits = { maxDebt: null, maxHolds: null, maxHoldsPerRecord: null };

describe('placing a hold (rules 22 and 24)', () => {
  const cases: [string, Partial<HoldCase>, string[]][] = [
    ['nothing against it', {}, []],
    ['a copy on the shelf, allowed', { copies: [onShelf] }, []],
    [
      'a copy on the shelf, only when none is',
      {
        copies: [
          { ...onShelf, onShelfHolds: 'none_available' },
          { ...out, onShelfHolds: 'none_available' },
        ],
      },
      ['copies_on_shelf'],
    ],
    ['no copy on the shelf, only when none is', { copies: [{ ...out, onShelfHolds: 'none_available' }] }, []],
    [
      'a copy on the shelf that does not circulate, only when none is',
      {
        copies: [
          { ...onShelf, canCirculate: false },
          { ...out, onShelfHolds: 'none_available' },
        ],
      },
      [],
    ],
    [
      'the very copy that is out, although another is on the shelf, only when none is',
      { itemId: 2, copies: [onShelf, { ...out, onShelfHolds: 'none_available' }] },
      ['copies_on_shelf'],
    ],
    [
      'a copy on the shelf, never, but another is out',
      { copies: [copy({ isOnShelf: true, onShelfHolds: 'never' }), { ...out, onShelfHolds: 'never' }] },
      [],
    ],
    ['all on the shelf, never', { copies: [copy({ isOnShelf: true, onShelfHolds: 'never' })] }, ['copies_on_shelf']],
    ['no copies', { copies: [] }, ['no_copies']],
    ['only copies that do not circulate', { copies: [copy({ canCirculate: false })] }, ['no_copies']],
    ['an item of another record', { itemId: 5 }, ['no_copies']],
    ['a volume that there is', { volume: 'T. 2', copies: [copy({ volume: 'T. 2' })] }, []],
    ['a volume that there is not', { volume: 'T. 3', copies: [copy({ volume: 'T. 2' })] }, ['no_copies']],
    ['a volume while another stands on the shelf', { volume: 'T. 2', copies: volumes('none_available') }, []],
    ['a volume that stands on the shelf', { volume: 'T. 1', copies: volumes('none_available') }, ['copies_on_shelf']],
    ['an item of such a volume', { itemId: 2, copies: volumes('none_available') }, []],
    ['any volume while one stands on the shelf', { copies: volumes('none_available') }, ['copies_on_shelf']],
    ['one item of the record', { itemId: 2, copies: [copy(), out] }, []],
    [
      'one item that does not circulate',
      { itemId: 2, copies: [copy(), { ...out, canCirculate: false }] },
      ['no_copies'],
    ],
    ['holds not allowed', { copies: [copy({ isHoldAllowed: false })] }, ['hold_not_allowed']],
    ['one of two copies permits it', { copies: [copy({ isHoldAllowed: false }), out] }, []],
    [
      'the copy that permits it is on the shelf and may not be asked for there',
      { copies: [copy({ isHoldAllowed: false }), copy({ itemId: 2, isOnShelf: true, onShelfHolds: 'never' })] },
      ['copies_on_shelf'],
    ],
    ['twice', { isAlreadyHeld: true, holdsOfPatronOnThis: 1 }, ['already_on_hold']],
    ['as many as allowed on the record', { holdsOfPatronOnThis: 1 }, ['too_many_holds_on_record']],
    ['one fewer on the record', { holdsOfPatronOnThis: 1, limits: { ...noLimits, maxHoldsPerRecord: 2 } }, []],
    ['as many as allowed', { holdsOfPatron: 10 }, ['too_many_holds']],
    ['one fewer than allowed', { holdsOfPatron: 9 }, []],
    ['without limits', { holdsOfPatron: 99, holdsOfPatronOnThis: 9, limits: noLimits }, []],
    ['a limit of none', { limits: { ...noLimits, maxHolds: 0 } }, ['too_many_holds']],
    ['on loan to the patron', { hasThisOnLoan: true }, ['already_on_loan']],
    ['not a pickup location', { isPickupLocation: false }, ['not_a_pickup_location']],
    ['a card that ends today', { patron: { ...fine, expiresOn: '2026-11-24' } }, []],
    ['a card that ended yesterday', { patron: { ...fine, expiresOn: '2026-11-23' } }, ['card_expired']],
    ['suspended until today', { patron: { ...fine, restrictedUntil: '2026-11-24' } }, ['patron_restricted']],
    ['suspended until yesterday', { patron: { ...fine, restrictedUntil: '2026-11-23' } }, []],
    ['in debt up to the limit', { patron: { ...fine, balance: 1000 } }, []],
    ['in debt over the limit', { patron: { ...fine, balance: 1001 } }, ['debt_over_limit']],
  ];
  for (const [name, given, expected] of cases) {
    it(`${name}: ${expected.length === 0 ? 'placed' : expected.join(', ')}`, () => {
      const { reasons, steps } = decideHold(situation(given));
      assert.deepEqual(
        reasons.map(({ code }) => code),
        expected,
      );
      assert.ok(reasons.every(({ severity }) => severity === 'impossible'));
      assertWellFormed(steps);
      assert.deepEqual(recompute({ steps }).reasons, expected);
    });
  }

  it('lists all that stands against it, with its figures (rule 3)', () => {
    const { reasons, steps } = decideHold(
      situation({
        patron: { expiresOn: '2026-01-01', restrictedUntil: '2026-12-01', balance: 1001 },
        copies: [onShelf, copy({ isOnShelf: true, canCirculate: false }), copy({ isHoldAllowed: false })].map(
          (each) => ({
            ...each,
            onShelfHolds: 'none_available',
          }),
        ),
        isPickupLocation: false,
        hasThisOnLoan: true,
        holdsOfPatron: 12,
        holdsOfPatronOnThis: 2,
      }),
    );
    const expected: [string, object][] = [
      ['card_expired', { expiresOn: '2026-01-01' }],
      ['patron_restricted', { until: '2026-12-01' }],
      ['debt_over_limit', { balance: 1001, limit: 1000 }],
      ['too_many_holds_on_record', { limit: 1 }],
      ['already_on_loan', {}],
      ['too_many_holds', { count: 12, limit: 10 }],
      ['copies_on_shelf', { available: 1 }],
      ['not_a_pickup_location', {}],
    ];
    assert.deepEqual(
      reasons.map(({ code, params }) => [code, params]),
      expected,
    );
    assert.deepEqual(steps[0], { code: 'hold_checked', params: { today: '2026-11-24', copies: 3, onShelf: 1 } });
    assert.deepEqual(
      steps.slice(1).map(({ params }) => params),
      expected.map(([code, params]) => ({ ...params, code, severity: 'impossible' })),
    );
  });
});
