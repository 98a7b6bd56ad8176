import {
  afterNextRender,
  Component,
  computed,
  ElementRef,
  inject,
  Injector,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective } from '@jsverse/transloco';
import { apiResource } from '../api';
import { ofBranch } from '../calendars/periods';
import { Language } from '../i18n/language';
import { LibraryLists } from '../patrons/library-lists';
import { Session } from '../session/session';
import { formatDate } from '../ui/local-date-pipe';
import { DeskStore } from './desk-store';
import { DeskTerms } from './desk-terms';
import { clockAt, lastClosing } from './last-closing';

interface Draft {
  day: string;
  time: string;
}

const EMPTY: Draft = { day: '', time: '' };

/**
 * Under the box: what deviates from the ordinary, loud as long as it does, and how to begin and end it. What is typed holds at
 * once; a code that is scanned into the day or the time is taken out of it again.
 */
@Component({
  selector: 'app-terms-bar',
  imports: [MatButton, MatIcon, TranslocoDirective],
  templateUrl: './terms-bar.html',
  styleUrl: './terms-bar.scss',
})
export class TermsBar {
  protected readonly store = inject(DeskStore);
  protected readonly terms = inject(DeskTerms);
  private readonly lists = inject(LibraryLists);
  private readonly session = inject(Session);
  private readonly language = inject(Language);
  private readonly injector = inject(Injector);

  /** The day is chosen: the cursor belongs into the box. */
  readonly settled = output<void>();

  private readonly opened = signal<'return' | 'due' | null>(null);
  protected readonly isReturnOpen = computed(() => this.opened() === 'return' && this.store.mode() === 'return');
  protected readonly isDueOpen = computed(
    () => this.opened() === 'due' && this.store.mode() === 'lend' && this.isSameReader(),
  );
  private readonly reader = signal<number | null>(null);
  private readonly isSameReader = computed(() => this.reader() !== null && this.reader() === this.store.patronId());
  protected readonly canBackdate = computed(() => this.session.canAt('circulation.backdate', this.store.branchId()));
  protected readonly draft = signal<Draft>(EMPTY);
  protected readonly now = signal('');
  /** What was in the fields before each key, so that a scanned code can be taken out again. */
  private history: { at: number; draft: Draft }[] = [];

  private readonly calendar = apiResource('GET /api/v1/branches/{id}/calendar', () => {
    const id = this.store.branchId();
    return id === null || !this.canBackdate() ? undefined : { id };
  });
  private readonly ofLibrary = apiResource('GET /api/v1/closures', () => (this.canBackdate() ? {} : undefined));
  private readonly exceptional = apiResource('GET /api/v1/exceptional-days', () =>
    this.canBackdate() ? {} : undefined,
  );
  protected readonly closing = computed(() => {
    if (!this.calendar.hasValue() || !this.ofLibrary.hasValue() || !this.exceptional.hasValue()) return null;
    const { hours, closures } = this.calendar.value();
    const exceptions = ofBranch(this.exceptional.value().items, this.store.branchId());
    return lastClosing({ hours, closures: [...closures, ...this.ofLibrary.value().items], exceptions }, this.now());
  });
  private readonly day = viewChild<ElementRef<HTMLInputElement>>('day');

  /** Begins to date returns back or to choose due dates, or ends it. */
  toggle(what: 'return' | 'due'): void {
    const isOpen = what === 'return' ? this.isReturnOpen() : this.isDueOpen();
    this.terms.returnedAt.set(null);
    this.terms.due.set(null);
    if (isOpen) {
      this.opened.set(null);
      return this.settled.emit();
    }
    this.now.set(this.clock());
    this.history = [];
    if (what === 'return') this.beginReturns();
    else this.beginDue();
  }

  /** Takes out what was typed from a moment on: it was scanned, and never meant as a day. */
  takeOut(since: number): void {
    const before = this.history.find(({ at }) => at >= since)?.draft;
    if (before === undefined) return;
    this.history = this.history.filter(({ at }) => at < since);
    this.draft.set(before);
    // The fields show what the browser made of the digits, which the model never saw.
    const fields = this.day()?.nativeElement.closest('.terms')?.querySelectorAll('input');
    fields?.forEach((field) => (field.value = field.type === 'date' ? before.day : before.time));
    this.apply();
  }

  protected type(event: Event, change: Partial<Draft>): void {
    this.history.push({ at: event.timeStamp, draft: this.draft() });
    this.draft.update((draft) => ({ ...draft, ...change }));
    this.apply();
  }

  protected choose(moment: string): void {
    const [day = '', time = ''] = moment.split('T');
    this.draft.set({ day, time });
    this.apply();
  }

  protected momentText(moment: string): string {
    // A time of the branch's clock, shown as it is.
    return formatDate(`${moment}:00Z`, this.language.current(), 'dateTime', 'UTC');
  }

  private beginReturns(): void {
    if (!this.canBackdate()) return;
    this.store.switchTo('return');
    this.opened.set('return');
    const yesterday = new Date(Date.parse(`${this.now()}:00Z`) - 24 * 3600 * 1000).toISOString().slice(0, 10);
    this.choose(this.closing() ?? `${yesterday}T18:00`);
    this.focusDay();
  }

  private beginDue(): void {
    if (this.store.patronId() === null) {
      const headline = { key: 'outcome.dueNeedsReader' };
      return this.store.outcome.set({ tone: 'info', headline, details: [], refusals: [] });
    }
    this.store.switchTo('lend');
    this.reader.set(this.store.patronId());
    this.opened.set('due');
    this.draft.set(EMPTY);
    this.focusDay();
  }

  private apply(): void {
    const { day, time } = this.draft();
    const now = this.clock();
    this.now.set(now);
    const isDay = /^\d{4}-\d{2}-\d{2}$/.test(day) && day >= '1900';
    if (this.opened() === 'return') {
      const moment = isDay && time !== '' ? `${day}T${time}` : null;
      this.terms.returnedAt.set(moment !== null && moment <= now ? moment : null);
      return;
    }
    const patronId = this.reader();
    const at = time === '' ? day : `${day}T${time}`;
    const isAhead = isDay && (time === '' ? day >= now.slice(0, 10) : at > now);
    this.terms.due.set(isAhead && patronId !== null ? { at, patronId } : null);
  }

  private focusDay(): void {
    afterNextRender(() => this.day()?.nativeElement.focus(), { injector: this.injector });
  }

  private clock(): string {
    return clockAt(new Date(), this.lists.timeZoneOf(this.store.branchId()));
  }
}
