import { computed, inject, type Signal } from '@angular/core';
import { DeskBranch } from '../desk/desk-branch';
import { OwnBranches } from '../forms/own-branches';
import { LibraryLists } from '../patrons/library-lists';
import { Session } from '../session/session';

/**
 * Which branch's cash is looked at: the one in the address, else that of this desk or the first where one may take payments.
 * Call it where injection is possible.
 *
 * @param wanted a branch's id, `all`, or nothing
 */
export function cashPlace(wanted: Signal<string | undefined>) {
  const desk = inject(DeskBranch);
  const lists = inject(LibraryLists);
  const own = inject(OwnBranches);
  const session = inject(Session);
  const here = computed(() => {
    const id = desk.id();
    return session.canAt('accounts.take_payment', id) ? id : own.asked('accounts.take_payment', undefined);
  });
  const branch = computed(() => wanted() ?? String(here() ?? 'all'));
  const branchId = computed(() => (branch() === 'all' ? null : Number(branch())));
  /** The present day there. */
  const today = computed(() => {
    const timeZone = lists.timeZoneOf(branchId() ?? lists.branches()[0]?.id);
    return new Date().toLocaleDateString('sv', { timeZone });
  });
  /** The beginning of the question that names it to the API. */
  const query = computed(() => (branchId() === null ? '' : `branchId=${branchId()}&`));
  return { branch, branchId, today, query };
}
