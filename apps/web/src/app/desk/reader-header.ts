import { Component, computed, inject, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { ReceiptPaper } from '../accounts/receipt-paper';
import { LibraryLists } from '../patrons/library-lists';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { MoneyPipe } from '../ui/money-pipe';
import { DeskStore } from './desk-store';
import { DeskWords } from './desk-words';

/** Who stands at the desk: name, card, what blocks them, notes, and what can be done for them as a whole. */
@Component({
  selector: 'app-reader-header',
  imports: [LocalDatePipe, MatButton, MatIcon, MoneyPipe, RouterLink, TranslocoDirective],
  templateUrl: './reader-header.html',
  styleUrl: './reader-header.scss',
})
export class ReaderHeader {
  protected readonly store = inject(DeskStore);
  protected readonly lists = inject(LibraryLists);
  protected readonly words = inject(DeskWords);
  protected readonly paper = inject(ReceiptPaper);

  readonly receiptWanted = output<'print' | 'mail'>();

  protected readonly reader = this.store.reader;
  protected readonly card = computed(
    () => this.reader()?.patron.cards.find(({ status }) => status === 'active') ?? null,
  );
  /** Notes stand on their own; the other blocks are reasons. */
  protected readonly blocks = computed(() =>
    (this.reader()?.blocks ?? []).filter(({ code }) => code !== 'patron_note'),
  );
  protected readonly toHandOver = computed(
    () => this.reader()?.holds.filter(({ status }) => status === 'ready').length ?? 0,
  );
  protected readonly overdue = computed(() => this.reader()?.loans.filter(({ isOverdue }) => isOverdue).length ?? 0);
}
