import { inject } from '@angular/core';
import type { CanDeactivateFn } from '@angular/router';
import { TranslocoService } from '@jsverse/transloco';
import { Confirm } from '../ui/confirm';

/** A page with a form that may hold something not saved yet. */
export interface KeepsChanges {
  hasUnsavedChanges(): boolean;
}

/** Asks before a page with unsaved changes is left. Closing the window is the page's own `beforeunload`. */
export const keepUnsavedChanges: CanDeactivateFn<KeepsChanges> = async (page) => {
  if (!page.hasUnsavedChanges()) return true;
  const transloco = inject(TranslocoService);
  return inject(Confirm).ask({
    title: transloco.translate('forms.leave.title'),
    text: transloco.translate('forms.leave.text'),
    action: transloco.translate('forms.leave.action'),
    cancel: transloco.translate('forms.leave.stay'),
    isDangerous: true,
  });
};
