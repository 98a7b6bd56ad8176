import { Component, computed, ElementRef, inject, linkedSignal, signal, viewChild } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Language } from '../i18n/language';
import { typedMoney } from '../patrons/typed-money';
import { Session } from '../session/session';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { MoneyPipe, parseMoney } from '../ui/money-pipe';
import { DeskStore } from './desk-store';
import { Why } from './why';

/** What the present reader owes, and paying it without leaving the desk. */
@Component({
  selector: 'app-reader-account',
  imports: [LocalDatePipe, MatButton, MatIcon, MatIconButton, MoneyPipe, RouterLink, TranslocoDirective],
  templateUrl: './reader-account.html',
  styleUrl: './reader-account.scss',
})
export class ReaderAccount {
  protected readonly store = inject(DeskStore);
  protected readonly why = inject(Why);
  private readonly session = inject(Session);
  private readonly language = inject(Language);
  private readonly field = viewChild<ElementRef<HTMLInputElement>>('amountField');

  protected readonly balance = computed(() => this.store.reader()?.balance ?? 0);
  protected readonly open = computed(() =>
    (this.store.reader()?.lines ?? []).filter((line) => (line.outstanding ?? 0) > 0),
  );
  protected readonly canTakePayment = computed(() => this.session.can('accounts.take_payment'));
  /** Follows the balance until somebody types another amount. */
  protected readonly typed = linkedSignal(() => this.suggested());
  protected readonly isRefused = signal(false);

  /** Puts the cursor into the amount; F9. */
  focus(): void {
    this.field()?.nativeElement.focus();
    this.field()?.nativeElement.select();
  }

  protected type(value: string): void {
    this.isRefused.set(false);
    this.typed.set(value);
  }

  protected pay(event: Event): void {
    event.preventDefault();
    const amount = parseMoney(this.typed(), this.session.library().currency);
    const patronId = this.store.patronId();
    if (amount === null || amount === 0 || amount > this.balance() || patronId === null) {
      this.isRefused.set(true);
      return;
    }
    this.store.send({ kind: 'payment', patronId, amount, note: null });
    this.field()?.nativeElement.blur();
  }

  private suggested(): string {
    const balance = this.balance();
    return balance > 0 ? typedMoney(balance, this.session.library().currency, this.language.current()) : '';
  }
}
