import { Component, computed, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { apiResource } from '../api';
import { OwnBranches } from '../forms/own-branches';
import { ReferenceData } from '../forms/reference-data';
import { numberIn } from '../forms/values';
import { Language } from '../i18n/language';
import { Session } from '../session/session';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { Chart, type ChartTable } from './chart';
import { columnChart, dayChart, rowChart, type Bar, type ChartColours, type ChartWords } from './chart-options';

const periods = ['7', '30', '90', '365'] as const;

/** The list behind a figure. */
const LISTS: Record<string, string> = {
  overdueLoans: '/circulation/overdue',
  holdsWaiting: '/circulation/pick-list',
  holdsReady: '/circulation/hold-shelf',
};

/** How the library is doing: today's work, what is out, what is late, what is wanted. */
@Component({
  imports: [Chart, EmptyState, ErrorState, PageHeader, RouterLink, Skeleton, TranslocoDirective],
  templateUrl: './dashboard-page.html',
  styleUrl: './dashboard-page.scss',
})
export class DashboardPage {
  private readonly router = inject(Router);
  private readonly transloco = inject(TranslocoService);
  private readonly language = inject(Language);
  protected readonly session = inject(Session);
  protected readonly own = inject(OwnBranches);
  protected readonly reference = inject(ReferenceData);

  /** The period and the branch, in the address. */
  readonly days = input<string>();
  readonly branch = input<string>();

  protected readonly periods = periods;
  protected readonly period = computed(() => {
    const wanted = this.days() ?? '30';
    return (periods as readonly string[]).includes(wanted) ? wanted : '30';
  });
  /** The branch whose figures these are; nothing for all of them together. */
  protected readonly asked = computed(() => this.own.asked('reports.view', numberIn(this.branch())));
  protected readonly report = apiResource('GET /api/v1/reports/dashboard', () => ({
    days: Number(this.period()),
    branchId: this.asked(),
  }));
  protected readonly data = computed(() => (this.report.hasValue() ? this.report.value() : null));

  private readonly words = computed((): ChartWords => {
    const language = this.language.current();
    const numbers = new Intl.NumberFormat(language);
    const days = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'fr', {
      day: 'numeric',
      month: 'short',
      timeZone: 'UTC',
    });
    return {
      number: (value) => numbers.format(value),
      day: (day) => days.format(new Date(`${day}T00:00:00Z`)),
    };
  });

  protected readonly tiles = computed(() => {
    const data = this.data();
    if (data === null) return [];
    const { today, openLoans, overdueLoans, holdsWaiting, holdsReady } = data;
    return [
      { key: 'checkouts', value: today.checkouts, isToday: true },
      { key: 'returns', value: today.returns, isToday: true },
      { key: 'renewals', value: today.renewals, isToday: true },
      { key: 'newPatrons', value: today.newPatrons, isToday: true },
      { key: 'openLoans', value: openLoans, isToday: false },
      { key: 'overdueLoans', value: overdueLoans, isToday: false },
      { key: 'holdsWaiting', value: holdsWaiting, isToday: false },
      { key: 'holdsReady', value: holdsReady, isToday: false },
    ].map((tile) => ({
      ...tile,
      text: this.words().number(tile.value),
      path: this.session.canAt('circulation.desk', this.asked() ?? null) ? LISTS[tile.key] : undefined,
    }));
  });

  // Each chart: what to draw in given colours, and the same as a table.
  protected readonly byDay = computed(() => {
    const days = this.data()?.loansByDay ?? [];
    const names = { checkouts: this.text('checkouts'), returns: this.text('returns') };
    return {
      isEmpty: days.every(({ checkouts, returns }) => checkouts + returns === 0),
      draw: (colours: ChartColours) => dayChart(days, names, colours, this.words()),
      table: {
        columns: [this.text('day'), names.checkouts, names.returns],
        rows: days.map(({ day, checkouts, returns }) => [this.words().day(day), checkouts, returns]),
      } satisfies ChartTable,
    };
  });
  protected readonly overdue = computed(() => {
    const groups = this.data()?.overdueByAge ?? [];
    const bars = groups.map(({ bucket, count }) => ({ label: bucketText(bucket), count }));
    return this.columns(bars, 'alarm', this.text('age'));
  });
  protected readonly holds = computed(() => {
    const { holdsWaiting = 0, holdsReady = 0 } = this.data() ?? {};
    const bars = [
      { label: this.text('waiting'), count: holdsWaiting },
      { label: this.text('ready'), count: holdsReady },
    ];
    return this.columns(bars, 'second', this.text('state'));
  });
  protected readonly byCategory = computed(() => {
    const groups = this.data()?.loansByCategory ?? [];
    const bars = groups.map(({ categoryId, count }) => ({ label: this.reference.categoryName(categoryId), count }));
    return this.rows(bars, this.text('category'));
  });
  protected readonly byKind = computed(() => {
    this.language.current();
    const groups = this.data()?.loansByKind ?? [];
    const bars = groups.map(({ kind, count }) => ({ label: this.transloco.translate<string>(`kinds.${kind}`), count }));
    return this.rows(bars, this.text('kind'));
  });
  protected readonly mostBorrowed = computed(() => {
    const titles = this.data()?.mostBorrowed ?? [];
    const most = Math.max(1, ...titles.map(({ count }) => count));
    return titles.map(({ record, count }) => ({ record, count, share: (100 * count) / most }));
  });

  protected go(queryParams: Record<string, string | null>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }

  private columns(bars: Bar[], colour: 'alarm' | 'second', heading: string) {
    return {
      isEmpty: bars.every(({ count }) => count === 0),
      draw: (colours: ChartColours) => columnChart(bars, colours[colour], colours, this.words()),
      table: this.tableOf(bars, heading),
    };
  }

  private rows(bars: Bar[], heading: string) {
    return {
      isEmpty: bars.every(({ count }) => count === 0),
      height: Math.max(120, bars.length * 34 + 16),
      draw: (colours: ChartColours) => rowChart(bars, colours.first, colours, this.words()),
      table: this.tableOf(bars, heading),
    };
  }

  private tableOf(bars: Bar[], heading: string): ChartTable {
    return {
      columns: [heading, this.text('count')],
      rows: bars.map(({ label, count }) => [label, this.words().number(count)]),
    };
  }

  private text(key: string, params: Record<string, unknown> = {}): string {
    this.language.current();
    return this.transloco.translate(`dashboard.words.${key}`, params);
  }
}

/** `1-7` as a span of days with a real dash; `91+` as it is. */
function bucketText(bucket: string): string {
  return bucket.replace('-', '–');
}
