import { Component, computed, ElementRef, inject, linkedSignal, signal, viewChild } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { AccountForm } from '../accounts/account-form';
import { METHODS, type AccountAction, type Method } from '../accounts/account-types';
import { Language } from '../i18n/language';
import { typedMoney } from '../patrons/typed-money';
import { Session } from '../session/session';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { MoneyPipe, parseMoney } from '../ui/money-pipe';
import { DeskStore } from './desk-store';
import { ReaderPayments } from './reader-payments';
import { Why } from './why';

/**
 * What the present reader owes, and all that is done about it without leaving the desk. Payments wait in the desk's queue, as
 * loans do; what is rarer is sent at once.
 */
@Component({
  selector: 'app-reader-account',
  imports: [
    AccountForm,
    LocalDatePipe,
    MatButton,
    MatIcon,
    MatIconButton,
    MoneyPipe,
    ReaderPayments,
    RouterLink,
    TranslocoDirective,
  ],
  templateUrl: './reader-account.html',
  styleUrl: './reader-account.scss',
})
export class ReaderAccount {
  protected readonly store = inject(DeskStore);
  protected readonly why = inject(Why);
  protected readonly session = inject(Session);
  private readonly language = inject(Language);
  private readonly field = viewChild<ElementRef<HTMLInputElement>>('amountField');

  protected readonly balance = computed(() => this.store.reader()?.balance ?? 0);
  protected readonly open = computed(() => (this.store.reader()?.lines ?? []).filter((line) => line.outstanding > 0));
  /** The charges that are chosen; another reader or another state of the account begins with none. */
  protected readonly chosen = linkedSignal<unknown, ReadonlySet<number>>({
    source: this.store.reader,
    computation: () => new Set(),
  });
  protected readonly most = computed(() => {
    if (this.chosen().size === 0) return this.balance();
    return this.open().reduce((sum, { id, outstanding }) => sum + (this.chosen().has(id) ? outstanding : 0), 0);
  });
  protected readonly canTakePayment = computed(() =>
    this.session.canAt('accounts.take_payment', this.store.branchId()),
  );
  /** Follows what is owed or chosen until somebody types another amount. */
  protected readonly typed = linkedSignal(() => this.suggested());
  protected readonly methods = METHODS;
  protected readonly method = linkedSignal<unknown, Method>({ source: this.store.patronId, computation: () => 'cash' });
  protected readonly reference = linkedSignal({ source: this.store.patronId, computation: () => '' });
  protected readonly isRefused = signal(false);
  /** What is done besides taking a payment; another reader ends it. */
  protected readonly action = linkedSignal<unknown, AccountAction | null>({
    source: this.store.patronId,
    computation: () => null,
  });

  /** Puts the cursor into the amount; F9. */
  focus(): void {
    this.field()?.nativeElement.focus();
    this.field()?.nativeElement.select();
  }

  protected type(value: string): void {
    this.isRefused.set(false);
    this.typed.set(value);
  }

  protected toggle(id: number): void {
    this.isRefused.set(false);
    this.chosen.update((chosen) => {
      const next = new Set(chosen);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }

  protected pay(event: Event): void {
    event.preventDefault();
    const amount = parseMoney(this.typed(), this.session.library().currency);
    const patronId = this.store.patronId();
    if (amount === null || amount === 0 || amount > this.most() || patronId === null) {
      this.isRefused.set(true);
      return;
    }
    const lineIds = this.chosen().size === 0 ? null : [...this.chosen()];
    const method = this.method();
    const reference = method === 'cash' ? null : this.reference().trim() || null;
    this.store.send({ kind: 'payment', patronId, amount, method, reference, lineIds });
    this.reference.set('');
    this.field()?.nativeElement.blur();
  }

  protected close(hasChanged: boolean): void {
    this.action.set(null);
    if (hasChanged) void this.store.refreshReader();
  }

  private suggested(): string {
    const most = this.most();
    return most > 0 ? typedMoney(most, this.session.library().currency, this.language.current()) : '';
  }
}
