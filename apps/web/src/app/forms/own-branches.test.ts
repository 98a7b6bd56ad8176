import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { Branch } from '../api-types';
import { Session } from '../session/session';
import { OwnBranches } from './own-branches';
import { ReferenceData } from './reference-data';

const BRANCHES = [1, 2, 3].map((id) => ({ id, name: `Branch ${id}` })) as Branch[];

/** Those of somebody whose permissions hold at some branches, or everywhere. */
function ownBranches(limits: readonly number[] | undefined, ownId: number | null = null): OwnBranches {
  const actor = { branchId: ownId, branchesOf: limits === undefined ? {} : { 'circulation.desk': limits } };
  const canAt = (_: string, place: number | null) => limits === undefined || (place !== null && limits.includes(place));
  TestBed.resetTestingModule().configureTestingModule({
    providers: [
      { provide: ReferenceData, useValue: { branches: signal(BRANCHES) } },
      { provide: Session, useValue: { actor: signal(actor), canAt } },
    ],
  });
  return TestBed.inject(OwnBranches);
}

describe('OwnBranches', () => {
  it('offers the branches where one may, and the one that is shown already', () => {
    expect(ownBranches([2, 3]).options('circulation.desk')).toEqual([
      { value: '2', label: 'Branch 2' },
      { value: '3', label: 'Branch 3' },
    ]);
    const withShown = ownBranches([2, 3]).at('circulation.desk', 1);
    expect(withShown.map(({ id }) => id)).toEqual([1, 2, 3]);
  });

  it('begins with one’s own branch where one may there, else with the first', () => {
    expect(ownBranches([2, 3]).first('circulation.desk')).toBe(2);
    expect(ownBranches([2, 3], 3).first('circulation.desk')).toBe(3);
    expect(ownBranches([2, 3], 1).first('circulation.desk')).toBe(2);
  });

  it('asks about all branches together only for who may', () => {
    expect(ownBranches([2, 3]).asked('circulation.desk', undefined)).toBe(2);
    // Another branch is asked for: the API says why not.
    expect(ownBranches([2, 3]).asked('circulation.desk', 1)).toBe(1);
    expect(ownBranches(undefined).asked('circulation.desk', undefined)).toBeUndefined();
  });
});
