import { computed, inject, type Signal } from '@angular/core';
import { Router } from '@angular/router';
import { DeskBranch } from '../desk/desk-branch';
import { OwnBranches } from '../forms/own-branches';

/** At which branch a list is worked through: the one in the address, else where this computer's desk stands. */
export function worklistBranch(inAddress: Signal<string | undefined>) {
  const router = inject(Router);
  const desk = inject(DeskBranch);
  const own = inject(OwnBranches);
  const id = computed(() => Number(inAddress()) || desk.id());
  return {
    choices: computed(() => own.at('circulation.desk', id())),
    id,
    choose: (branchId: string) =>
      void router.navigate([], { queryParams: { branchId }, queryParamsHandling: 'merge', replaceUrl: true }),
  };
}
