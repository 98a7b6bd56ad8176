import { both, branchOf, valueOf, type BranchRule } from '../platform/auth/branch-rules.ts';
import type { Db } from '../platform/database/database.ts';
import { listHomeBranch } from './patrons.queries.ts';

/** A reader is kept by the branch that is their home. */
export function homeBranch(db: Db): BranchRule {
  return branchOf('the home branch of the reader', (id) => listHomeBranch(db, id));
}

/** Who moves a reader to another home branch must be allowed to keep readers at both. */
export function homeBranches(db: Db): BranchRule {
  return both(homeBranch(db), {
    name: 'the new one',
    find: ({ body }) => [valueOf(body, 'branchId')].filter((id) => id !== null),
  });
}
