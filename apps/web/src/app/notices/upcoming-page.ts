import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { apiResource } from '../api';
import type { UpcomingNotices } from '../api-types';
import { Session } from '../session/session';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { NoticeTabs } from './notice-tabs';

/** The reminders of the coming two weeks, as far as loans stay as they are. */
@Component({
  imports: [EmptyState, ErrorState, LocalDatePipe, NoticeTabs, PageHeader, RouterLink, Skeleton, TranslocoDirective],
  template: `
    <div class="page" *transloco="let t; prefix: 'notices'">
      <app-page-header [title]="t('title')" [text]="t('upcoming.text')" />
      <app-notice-tabs />
      @if (upcoming.error(); as error) {
        <app-error-state [error]="error" (retry)="upcoming.reload()" />
      } @else if (!upcoming.hasValue()) {
        <app-skeleton [lines]="6" height="2rem" />
      } @else if (days().length === 0) {
        <app-empty-state icon="schedule" [title]="t('upcoming.empty')" [text]="t('upcoming.emptyText')" />
      } @else {
        @for (day of days(); track day.day) {
          <section>
            <h2>{{ day.day | localDate: 'long' }}</h2>
            <ul>
              @for (entry of day.entries; track entry.kind) {
                <li>
                  <strong>{{ t('kinds.' + entry.kind) }}</strong>
                  <span>{{ t('upcoming.count', { patrons: entry.patrons, loans: entry.loans }) }}</span>
                  <span class="small quiet">
                    @for (patron of entry.examples; track patron.id; let isLast = $last) {
                      @if (session.can('patrons.view')) {
                        <a [routerLink]="['/patrons', patron.id]">{{ patron.name }}</a>{{ isLast ? '' : ', ' }}
                      } @else {
                        {{ patron.name + (isLast ? '' : ', ') }}
                      }
                    }
                    @if (entry.patrons > entry.examples.length) {
                      …
                    }
                  </span>
                </li>
              }
            </ul>
          </section>
        }
      }
    </div>
  `,
  styles: `
    section {
      margin-block-end: 24px;
    }
    h2 {
      margin-block-end: 8px;
      font-size: 1.1rem;
    }
    ul {
      padding: 0;
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: var(--app-radius);
      background: var(--mat-sys-surface-container-lowest);
      list-style: none;
    }
    li {
      display: grid;
      grid-template-columns: minmax(180px, 1fr) minmax(160px, 1fr) minmax(0, 2fr);
      gap: 4px 16px;
      padding: 10px 16px;
    }
    li + li {
      border-block-start: 1px solid var(--mat-sys-outline-variant);
    }
    @media (max-width: 760px) {
      li {
        grid-template-columns: minmax(0, 1fr);
      }
    }
  `,
})
export class UpcomingPage {
  protected readonly session = inject(Session);
  protected readonly upcoming = apiResource('GET /api/v1/notices/upcoming', () => ({ days: 14 }));
  protected readonly days = computed(() => {
    const byDay = new Map<string, UpcomingNotices['days']>();
    for (const entry of this.upcoming.hasValue() ? this.upcoming.value().days : []) {
      byDay.set(entry.day, [...(byDay.get(entry.day) ?? []), entry]);
    }
    return [...byDay].map(([day, entries]) => ({ day, entries }));
  });
}
