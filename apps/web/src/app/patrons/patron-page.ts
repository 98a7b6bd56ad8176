import { Component, computed, effect, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { RouterLink, RouterOutlet } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { SectionTabs } from '../forms/section-tabs';
import { PageTitle } from '../i18n/page-title';
import { Session } from '../session/session';
import { ErrorState } from '../ui/error-state';
import { MoneyPipe } from '../ui/money-pipe';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { LibraryLists } from './library-lists';
import { PatronFile } from './patron-file';

/** One reader: who they are at a glance, and the tabs with all there is to know and do. */
@Component({
  imports: [
    ErrorState,
    MatButton,
    MatIcon,
    MoneyPipe,
    PageHeader,
    RouterLink,
    RouterOutlet,
    SectionTabs,
    Skeleton,
    TranslocoDirective,
  ],
  providers: [PatronFile],
  template: `
    <div class="page" *transloco="let t; prefix: 'patrons'">
      @if (file.resource.error(); as error) {
        <app-error-state [error]="error" (retry)="file.reload()">
          <a matButton routerLink="/patrons">{{ t('title') }}</a>
        </app-error-state>
      } @else {
        @if (file.all(); as all) {
          <app-page-header [title]="name()" [text]="line()" backLink="/patrons" [backLabel]="t('title')">
            @if (session.can('circulation.desk')) {
              <a matButton="filled" routerLink="/desk" [queryParams]="{ patron: all.patron.id }">
                <mat-icon svgIcon="desk" aria-hidden="true" />{{ t('openAtDesk') }}
              </a>
            }
            @if (session.canAt('patrons.edit', all.patron.branchId)) {
              <a matButton="outlined" [routerLink]="['/patrons', all.patron.id, 'edit']">
                <mat-icon svgIcon="edit" aria-hidden="true" />{{ t('edit') }}
              </a>
            }
          </app-page-header>
          <p class="row tags">
            @if (isExpired()) {
              <span class="tag no">{{ t('expired') }}</span>
            }
            @if (isRestricted()) {
              <span class="tag no">{{ t('restricted') }}</span>
            }
            @if (all.balance > 0) {
              <span class="tag wait">{{ t('owes', { amount: (all.balance | money) }) }}</span>
            }
          </p>
          <app-section-tabs [label]="name()" [tabs]="tabs(t)" />
          <router-outlet />
        } @else {
          <app-skeleton [lines]="8" height="2rem" />
        }
      }
    </div>
  `,
  styles: `
    .tags {
      margin-block: -12px 16px;
      &:not(:has(span)) {
        display: none;
      }
    }
  `,
})
export class PatronPage {
  protected readonly file = inject(PatronFile);
  protected readonly session = inject(Session);
  private readonly lists = inject(LibraryLists);
  private readonly title = inject(PageTitle);

  /** From the address. */
  readonly id = input.required<string>();

  protected readonly name = computed(() => {
    const patron = this.file.patron();
    return patron ? `${patron.givenName} ${patron.familyName}` : '';
  });
  protected readonly line = computed(() => {
    const patron = this.file.patron();
    if (!patron) return '';
    const card = patron.cards.find(({ status }) => status === 'active')?.number;
    return [card, this.lists.categoryName(patron.categoryId), this.lists.branchName(patron.branchId)]
      .filter(Boolean)
      .join(' · ');
  });
  protected readonly isExpired = computed(() => (this.file.patron()?.expiresOn ?? '9') < today());
  protected readonly isRestricted = computed(() => (this.file.patron()?.restrictedUntil ?? '') >= today());

  constructor() {
    effect(() => this.file.id.set(Number(this.id())));
    effect(() => this.name() && this.title.show(this.name()));
  }

  protected tabs(t: (key: string, params?: Record<string, unknown>) => string) {
    const base = `/patrons/${this.id()}`;
    const all = this.file.all();
    const counted = (key: string, count: number) => (count > 0 ? `${t(key)} (${count})` : t(key));
    return [
      { path: base, label: t('tab.overview') },
      { path: `${base}/loans`, label: counted('tab.loans', all?.loans.length ?? 0) },
      { path: `${base}/holds`, label: counted('tab.holds', all?.holds.length ?? 0) },
      { path: `${base}/account`, label: t('tab.account') },
      { path: `${base}/history`, label: t('tab.history') },
      ...(this.session.can('circulation.desk') ? [{ path: `${base}/notices`, label: t('tab.notices') }] : []),
      { path: `${base}/cards`, label: t('tab.cards') },
      ...(all && this.session.canAt('patrons.privacy', all.patron.branchId)
        ? [{ path: `${base}/privacy`, label: t('tab.privacy') }]
        : []),
    ];
  }
}

function today(): string {
  return new Date().toLocaleDateString('sv');
}
