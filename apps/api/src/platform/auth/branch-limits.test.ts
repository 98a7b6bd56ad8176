import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { actorAt, ANONYMOUS, isAllowedAt, type Actor } from './actor.ts';
import { combineRoles, type RoleHeld } from './branch-limits.ts';
import type { Permission } from './permissions.ts';

const DESK: Permission[] = ['circulation.desk', 'patrons.view'];
const MORE: Permission[] = [...DESK, 'circulation.override'];
const withRoles = (...roles: RoleHeld[]): Actor => ({ ...ANONYMOUS, kind: 'staff', ...combineRoles(roles) });

describe('a permission holds', () => {
  const cases: [string, RoleHeld[], Permission, (number | null)[]][] = [
    ['nowhere without a role', [], 'circulation.desk', []],
    [
      'everywhere by a role without a branch',
      [{ permissions: DESK, branchId: null }],
      'circulation.desk',
      [1, 2, null],
    ],
    ['at the branch of the role', [{ permissions: DESK, branchId: 1 }], 'circulation.desk', [1]],
    [
      'at the branches of several roles',
      [
        { permissions: DESK, branchId: 1 },
        { permissions: MORE, branchId: 2 },
      ],
      'circulation.desk',
      [1, 2],
    ],
    [
      'only where the role that has it holds',
      [
        { permissions: DESK, branchId: 1 },
        { permissions: MORE, branchId: 2 },
      ],
      'circulation.override',
      [2],
    ],
    [
      'everywhere when one of the roles holds everywhere',
      [
        { permissions: DESK, branchId: null },
        { permissions: MORE, branchId: 2 },
      ],
      'circulation.desk',
      [1, 2, null],
    ],
  ];
  for (const [name, roles, permission, places] of cases) {
    test(name, () => {
      const actor = withRoles(...roles);
      assert.deepEqual(
        [1, 2, null].filter((place) => isAllowedAt(actor, permission, place)),
        places,
      );
    });
  }
});

describe('an actor at places', () => {
  const actor = withRoles({ permissions: DESK, branchId: 1 }, { permissions: MORE, branchId: 2 });
  const at = (...places: (number | null)[]) => [...actorAt(actor, places).permissions];

  test('has what holds at all of them', () => {
    assert.deepEqual(at(1), DESK);
    assert.deepEqual(at(2), MORE);
    assert.deepEqual(at(1, 2), DESK);
    assert.deepEqual(at(3), []);
    assert.deepEqual(at(1, null), []);
  });

  test('has everything that holds anywhere when none is meant', () => {
    assert.deepEqual(at(), MORE);
  });
});
