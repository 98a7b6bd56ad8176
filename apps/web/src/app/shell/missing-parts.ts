import { DOCUMENT, Location } from '@angular/common';
import { inject, Injectable, InjectionToken } from '@angular/core';
import type { NavigationError } from '@angular/router';
import { TranslocoService } from '@jsverse/transloco';
import { Toasts } from '../ui/toasts';

const KEY = 'biblio.openedAnew';
/** A page that was opened anew so short a time ago is not opened anew again. */
const ONCE_IN_MS = 10_000;
/** What Chrome, Firefox and Safari say of a script that did not come. */
const DID_NOT_COME = /dynamically imported module|Importing a module script failed/i;

/** Opens an address as a whole new page. */
export const OPEN_ANEW = new InjectionToken<(url: string) => void>('open anew', {
  providedIn: 'root',
  factory: () => {
    const { defaultView } = inject(DOCUMENT);
    return (url: string) => defaultView?.location.assign(url);
  },
});

/**
 * What happens when a part of the application does not come that a page needs: the network was interrupted, or there is a new version
 * without it. The browser keeps that it did not come, so the page is opened anew; where that has just been done, people are told.
 */
@Injectable({ providedIn: 'root' })
export class MissingParts {
  private readonly location = inject(Location);
  private readonly openAnew = inject(OPEN_ANEW);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);

  handle({ error, url }: Pick<NavigationError, 'error' | 'url'>): void {
    if (!(error instanceof Error) || !DID_NOT_COME.test(error.message)) return;
    const address = this.location.prepareExternalUrl(url);
    if (navigator.onLine && this.mayOpenAnew()) {
      this.openAnew(address);
      return;
    }
    this.toasts.say(this.transloco.translate('shell.partMissing'), {
      tone: 'no',
      action: { label: this.transloco.translate('ui.retry'), run: () => this.openAnew(address) },
    });
  }

  private mayOpenAnew(): boolean {
    try {
      const openedAt = Number(sessionStorage.getItem(KEY) ?? 0);
      sessionStorage.setItem(KEY, String(Date.now()));
      return Math.abs(Date.now() - openedAt) > ONCE_IN_MS;
    } catch {
      // Without a memory it might be opened anew for ever.
      return false;
    }
  }
}
