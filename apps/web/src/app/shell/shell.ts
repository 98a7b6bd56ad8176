import { Component, computed, ElementRef, inject, signal, viewChild } from '@angular/core';
import { takeUntilDestroyed, toSignal } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { NavigationEnd, Router, RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { filter, fromEvent, map, merge } from 'rxjs';
import { SearchBox } from '../catalogue/search-box';
import { Language } from '../i18n/language';
import { Session } from '../session/session';
import { ErrorState } from '../ui/error-state';
import { ToastArea } from '../ui/toasts';
import { Navigation } from './navigation';
import { PersonPanel } from './person-panel';

/** Pages that bring their own search or want quiet. */
const WITHOUT_SEARCH = /^\/($|\?|#|search|sign-in|first-administrator|desk)/;

/** The frame around every page: top bar, staff's rail, the phone's bottom bar, notices. */
@Component({
  selector: 'app-shell',
  imports: [
    ErrorState,
    MatButton,
    MatIcon,
    PersonPanel,
    RouterLink,
    RouterLinkActive,
    RouterOutlet,
    SearchBox,
    ToastArea,
    TranslocoDirective,
  ],
  templateUrl: './shell.html',
  styleUrl: './shell.scss',
})
export class Shell {
  protected readonly session = inject(Session);
  protected readonly navigation = inject(Navigation);
  protected readonly language = inject(Language);
  private readonly router = inject(Router);
  private readonly main = viewChild.required<ElementRef<HTMLElement>>('main');
  private readonly moreSheet = viewChild<ElementRef<HTMLElement>>('moreSheet');

  private readonly address = signal(this.router.url);
  protected readonly hasSearch = computed(() => !WITHOUT_SEARCH.test(this.address()));
  protected readonly isSigningIn = computed(() => this.address().startsWith('/sign-in'));
  protected readonly isSettingUp = computed(() => this.session.needsFirstAdministrator());
  protected readonly isOnline = toSignal(
    merge(fromEvent(window, 'online'), fromEvent(window, 'offline')).pipe(map(() => navigator.onLine)),
    { initialValue: navigator.onLine },
  );

  constructor() {
    let path = '';
    this.router.events
      .pipe(
        filter((event) => event instanceof NavigationEnd),
        takeUntilDestroyed(),
      )
      .subscribe((event) => {
        this.address.set(event.urlAfterRedirects);
        const newPath = event.urlAfterRedirects.split(/[?#]/)[0] ?? '';
        // A new page takes the focus, so that a screen reader begins there; a new filter of the same page does not.
        if (path !== '' && path !== newPath) this.main().nativeElement.focus({ preventScroll: true });
        path = newPath;
      });
  }

  protected skipToMain(event: Event): void {
    event.preventDefault();
    this.main().nativeElement.focus();
  }

  protected closeMore(): void {
    this.moreSheet()?.nativeElement.hidePopover();
  }

  protected switchLanguage(): void {
    void this.language.choose(this.language.current() === 'fr' ? 'en' : 'fr');
  }
}
