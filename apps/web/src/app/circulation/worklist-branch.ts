import { computed, inject, type Signal } from '@angular/core';
import { Router } from '@angular/router';
import { DeskBranch } from '../desk/desk-branch';

/** At which branch a list is worked through: the one in the address, else where this computer's desk stands. */
export function worklistBranch(inAddress: Signal<string | undefined>) {
  const router = inject(Router);
  const desk = inject(DeskBranch);
  return {
    id: computed(() => Number(inAddress()) || desk.id()),
    choose: (branchId: string) =>
      void router.navigate([], { queryParams: { branchId }, queryParamsHandling: 'merge', replaceUrl: true }),
  };
}
