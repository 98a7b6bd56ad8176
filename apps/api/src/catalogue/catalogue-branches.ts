import type { Static } from 'typebox';
import { both, branchOf, idOf, oneOf, valueOf, type BranchRule } from '../platform/auth/branch-rules.ts';
import type { Db } from '../platform/database/database.ts';
import { findBranchesOfItem, listHomeBranchesOfRecord } from './items.queries.ts';
import type { ItemCondition } from './items.schema.ts';

/** A record is shared by the branches that have copies of it: who changes it must be allowed to at all of them. */
export function branchesOfRecord(db: Db): BranchRule {
  return branchOf('every branch with copies of the record', (id) => listHomeBranchesOfRecord(db, id));
}

/** A copy belongs to its home branch. */
export function branchOfItem(db: Db): BranchRule {
  return branchOf('the home branch of the copy', async (id) => {
    const branches = await findBranchesOfItem(db, id);
    return branches === undefined ? [] : [branches.home];
  });
}

/** Who gives a copy another home branch must be allowed to at both. */
export function branchesOfItem(db: Db): BranchRule {
  return both(branchOfItem(db), {
    name: 'the new one',
    find: ({ body }) => [valueOf(body, 'homeBranchId')].filter((id) => id !== null),
  });
}

/** Where a new copy is to belong. */
export const BRANCH_OF_NEW_ITEM: BranchRule = {
  name: 'the home branch in the body',
  find: ({ body }) => [valueOf(body, 'homeBranchId')],
};

/** A copy may be brought damaged, or found, at any desk; that it is missing is told where it belongs or should stand. */
export function branchOfCondition(db: Db): BranchRule {
  return oneOf('circulation.desk', {
    name: 'the home of a missing copy or where it stands; any branch for all else',
    find: async (request) => {
      if ((request.body as Static<typeof ItemCondition>).status !== 'lost') return [];
      const branches = await findBranchesOfItem(db, idOf(request));
      return branches === undefined ? [] : [branches.home, branches.current];
    },
  });
}
