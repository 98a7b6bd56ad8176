import { Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import type { AuditEntry } from '../api-types';
import { numberIn } from '../forms/values';
import { Language } from '../i18n/language';
import { cursorList } from '../ui/cursor-list';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { PageHeader } from '../ui/page-header';
import { Pager } from '../ui/pager';
import { Skeleton } from '../ui/skeleton';
import { AuditDiff } from './audit-diff';
import { OpenedEntries } from './opened-entries';

const entities = [
  'record',
  'item',
  'loan',
  'hold',
  'patron',
  'branch',
  'closure',
  'exceptional_days',
  'policy',
  'patron_category',
  'item_type',
  'staff',
  'token',
  'settings',
  'import',
  'notice',
  'notice_template',
  'job',
] as const;

/** Where a thing of the log can be seen. */
const places: Readonly<Record<string, string>> = {
  record: '/catalogue-admin/records',
  patron: '/patrons',
  staff: '/staff',
  import: '/imports',
};

/** Who did what, newest first; the filters are in the address, so that a view can be sent to a colleague. */
@Component({
  imports: [
    AuditDiff,
    EmptyState,
    ErrorState,
    LocalDatePipe,
    MatButton,
    MatIcon,
    PageHeader,
    Pager,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './audit-page.html',
  styleUrl: './audit-page.scss',
})
export class AuditPage {
  private readonly router = inject(Router);
  private readonly transloco = inject(TranslocoService);
  private readonly language = inject(Language);

  readonly entity = input<string>();
  readonly entityId = input<string>();
  readonly actorId = input<string>();
  readonly actorName = input<string>();
  readonly action = input<string>();
  readonly from = input<string>();
  readonly to = input<string>();

  protected readonly entities = entities;
  protected readonly notDigits = /\D/g;
  protected readonly opened = new OpenedEntries();
  protected readonly isFiltered = computed(() => Object.values(this.params()).some((value) => value !== undefined));
  private readonly params = computed(() => {
    const [from, to] = [this.from(), this.to()];
    return {
      entity: this.entity() || undefined,
      entityId: numberIn(this.entityId()),
      actorId: numberIn(this.actorId()),
      action: this.action() || undefined,
      from: from ? startOf(from, 0) : undefined,
      to: to ? startOf(to, 1) : undefined,
    };
  });
  protected readonly log = cursorList('GET /api/v1/audit', () => ({ limit: 30, ...this.params() }));

  protected filter(queryParams: Record<string, string | number | null>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }

  protected clear(): void {
    void this.router.navigate([], { queryParams: {} });
  }

  protected words(key: string): string {
    this.language.current();
    const texts = this.transloco.getTranslation(this.language.current());
    return `audit.${key}` in texts
      ? this.transloco.translate(`audit.${key}`)
      : key.split('.').slice(1).join('.') || key;
  }

  protected linkOf({ entity, entityId }: AuditEntry): string | null {
    const place = places[entity];
    return place === undefined || entityId === null ? null : `${place}/${entityId}`;
  }
}

/** The instant at which a day of this browser's time zone begins, some days later. */
function startOf(day: string, daysLater: number): string {
  const date = new Date(`${day}T00:00:00`);
  date.setDate(date.getDate() + daysLater);
  return Number.isNaN(date.getTime()) ? day : date.toISOString();
}
