import { Component, computed, effect, inject, input, output, signal, untracked } from '@angular/core';
import { form, maxLength, required, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api } from '../api';
import type { AccountLine } from '../api-types';
import { ProblemNote } from '../forms/problem-note';
import { submission } from '../forms/submission';
import { TextField } from '../forms/text-field';
import { Language } from '../i18n/language';
import { Session } from '../session/session';
import { parseMoney } from '../ui/money-pipe';
import { Toasts } from '../ui/toasts';
import { typedMoney } from './typed-money';

/** What is done to the account: money received, a new charge, or one charge waived in part or whole. */
export type AccountAction =
  { kind: 'payment'; most: number } | { kind: 'charge' } | { kind: 'waiver'; line: AccountLine };

/** One amount and its reason, sent once however often the button is pressed. */
@Component({
  selector: 'app-account-form',
  imports: [MatButton, ProblemNote, TextField, TranslocoDirective],
  template: `
    <form class="sheet" *transloco="let t; prefix: 'patrons.account'" (submit)="save($event)" novalidate>
      <h2>{{ t(action().kind + '.title', { what: what() }) }}</h2>
      @if (submission.problem(); as problem) {
        <app-problem-note [problem]="problem" />
      }
      <div class="two">
        <app-text-field inputMode="decimal" [label]="t('amount')" [field]="form.amount" />
        <app-text-field [label]="t(action().kind + '.note')" [field]="form.note" />
      </div>
      <div class="row">
        <button matButton="filled" type="submit" [disabled]="submission.isBusy()">
          {{ t(action().kind + '.submit') }}
        </button>
        <button matButton type="button" (click)="closed.emit(false)">{{ t('cancel') }}</button>
      </div>
    </form>
  `,
  styles: `
    form {
      display: grid;
      gap: 12px;
    }
    h2 {
      font-size: 1.15rem;
    }
    .two {
      display: grid;
      grid-template-columns: minmax(120px, 200px) minmax(0, 1fr);
      gap: 16px;
    }
    @media (max-width: 700px) {
      .two {
        grid-template-columns: 1fr;
        gap: 8px;
      }
    }
  `,
})
export class AccountForm {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly language = inject(Language);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);

  readonly patronId = input.required<number>();
  readonly action = input.required<AccountAction>();
  /** Whether something was saved. */
  readonly closed = output<boolean>();

  private readonly model = signal({ amount: '', note: '' });
  protected readonly form = form(this.model, (path) => {
    required(path.amount);
    validate(path.amount, ({ value }) => {
      const amount = this.parse(value());
      const most = this.most();
      if (value().trim() === '') return undefined;
      if (amount === null || amount === 0) return { kind: 'money' };
      return most !== null && amount > most ? { kind: 'atMost', message: this.tooMuch(most) } : undefined;
    });
    required(path.note, { when: () => this.action().kind !== 'payment' });
    maxLength(path.note, 500);
  });
  protected readonly submission = submission();
  protected readonly what = computed(() => {
    const action = this.action();
    return action.kind === 'waiver' ? (action.line.title ?? action.line.note ?? '') : '';
  });
  private readonly most = computed(() => {
    const action = this.action();
    if (action.kind === 'payment') return action.most;
    return action.kind === 'waiver' ? (action.line.outstanding ?? 0) : null;
  });
  private key: string = crypto.randomUUID();

  constructor() {
    effect(() => {
      const most = this.most();
      const amount = most === null ? '' : untracked(() => this.typed(most));
      this.model.set({ amount, note: '' });
      this.key = crypto.randomUUID();
    });
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const { kind } = this.action();
    if (!(await this.submission.run(this.form, () => this.send()))) return;
    this.toasts.say(this.transloco.translate(`patrons.account.${kind}.saved`));
    this.closed.emit(true);
  }

  private send(): Promise<unknown> {
    const action = this.action();
    const amount = this.parse(this.model().amount)!;
    const note = this.model().note.trim();
    const [id, once] = [this.patronId(), { key: this.key }];
    switch (action.kind) {
      case 'payment':
        return this.api.call(
          'POST /api/v1/patrons/{id}/payments',
          { id, body: { amount, note: note || undefined } },
          once,
        );
      case 'charge':
        return this.api.call('POST /api/v1/patrons/{id}/charges', { id, body: { amount, note } }, once);
      case 'waiver':
        return this.api.call(
          'POST /api/v1/patrons/{id}/waivers',
          { id, body: { lineId: action.line.id, amount, note } },
          once,
        );
    }
  }

  private parse(text: string): number | null {
    return parseMoney(text, this.session.library().currency);
  }

  private typed(amount: number): string {
    return typedMoney(amount, this.session.library().currency, this.language.current());
  }

  private tooMuch(most: number): string {
    return this.transloco.translate('patrons.account.atMost', { amount: this.typed(most) });
  }
}
