import { Component, ElementRef, inject, viewChild } from '@angular/core';
import { MatIcon } from '@angular/material/icon';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import type { LanguageCode } from '../api-types';
import { Language } from '../i18n/language';
import { Session } from '../session/session';
import { ProblemTexts } from '../ui/problem-texts';
import { Toasts } from '../ui/toasts';
import { Theme, ThemeChoice } from './theme';

/** Who is signed in, language, theme, and the way out: a native popover at the end of the top bar. */
@Component({
  selector: 'app-person-panel',
  imports: [MatIcon, RouterLink, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <button
        type="button"
        class="opener"
        popovertarget="person-panel"
        [attr.aria-label]="openerLabel(t('shell.person'))"
      >
        @if (session.actor().name; as name) {
          <span class="initial" aria-hidden="true">{{ name.charAt(0) }}</span>
        } @else {
          <mat-icon svgIcon="system_mode" aria-hidden="true" />
        }
      </button>
      <div #panel id="person-panel" class="panel" popover role="dialog" [attr.aria-label]="t('shell.person')">
        @if (session.actor().name; as name) {
          <p class="name">{{ name }}</p>
          <p class="quiet small">{{ t('shell.' + session.actor().kind) }}</p>
        }
        <fieldset>
          <legend>{{ t('shell.language') }}</legend>
          <div class="choices">
            @for (code of languages; track code) {
              <label>
                <input
                  type="radio"
                  name="language"
                  [value]="code"
                  [checked]="language.current() === code"
                  (change)="language.choose(code)"
                />
                <span [attr.lang]="code">{{ code === 'fr' ? 'Français' : 'English' }}</span>
              </label>
            }
          </div>
        </fieldset>
        <fieldset>
          <legend>{{ t('shell.theme') }}</legend>
          <div class="choices">
            @for (choice of themes; track choice) {
              <label>
                <input
                  type="radio"
                  name="theme"
                  [value]="choice"
                  [checked]="theme.current() === choice"
                  (change)="theme.choose(choice)"
                />
                <span
                  ><mat-icon [svgIcon]="choice + '_mode'" aria-hidden="true" />{{ t('shell.themes.' + choice) }}</span
                >
              </label>
            }
          </div>
        </fieldset>
        @if (session.isPatron()) {
          <a class="line" routerLink="/account" (click)="close()">
            <mat-icon svgIcon="person" aria-hidden="true" />{{ t('nav.account') }}
          </a>
        }
        @if (session.isSignedIn()) {
          <button class="line" type="button" (click)="signOut()">
            <mat-icon svgIcon="logout" aria-hidden="true" />{{ t('shell.signOut') }}
          </button>
        } @else if (!session.needsFirstAdministrator()) {
          <a class="line" routerLink="/sign-in" (click)="close()">
            <mat-icon svgIcon="login" aria-hidden="true" />{{ t('shell.signIn') }}
          </a>
        }
      </div>
    </ng-container>
  `,
  styleUrl: './person-panel.scss',
})
export class PersonPanel {
  protected readonly session = inject(Session);
  protected readonly language = inject(Language);
  protected readonly theme = inject(Theme);
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);
  private readonly problemTexts = inject(ProblemTexts);
  private readonly panel = viewChild<ElementRef<HTMLElement>>('panel');

  protected readonly languages: LanguageCode[] = ['fr', 'en'];
  protected readonly themes: ThemeChoice[] = ['system', 'light', 'dark'];

  protected openerLabel(label: string): string {
    const name = this.session.actor().name;
    return name ? `${label} (${name})` : label;
  }

  protected close(): void {
    this.panel()?.nativeElement.hidePopover();
  }

  protected async signOut(): Promise<void> {
    this.close();
    try {
      await this.session.signOut();
      await this.router.navigateByUrl('/');
    } catch (error) {
      // The person is still signed in and must know it, above all at a public screen.
      this.toasts.say(this.problemTexts.sentence(error), { tone: 'no' });
    }
  }
}
