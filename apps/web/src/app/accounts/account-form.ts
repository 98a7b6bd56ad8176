import {
  afterNextRender,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  Injector,
  input,
  output,
  signal,
  untracked,
} from '@angular/core';
import { form, maxLength, required, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api } from '../api';
import type { AccountChange } from '../api-types';
import { ProblemNote } from '../forms/problem-note';
import { SelectField } from '../forms/select-field';
import { submission } from '../forms/submission';
import { TextField } from '../forms/text-field';
import { Language } from '../i18n/language';
import { typedMoney } from '../patrons/typed-money';
import { ProblemError } from '../session/problem-error';
import { Session } from '../session/session';
import { Confirm } from '../ui/confirm';
import { formatMoney, parseMoney } from '../ui/money-pipe';
import { Toasts } from '../ui/toasts';
import { CHARGE_REASONS, METHODS, type AccountAction, type ChargeReason, type Method } from './account-types';
import { sendAction, type TypedAction } from './send-action';
import { VoidAtOnce } from './void-at-once';

/** One thing done to an account: how much, how, and why. Sent once however often the button is pressed. */
@Component({
  selector: 'app-account-form',
  imports: [MatButton, ProblemNote, SelectField, TextField, TranslocoDirective],
  template: `
    <form class="sheet" *transloco="let t; prefix: 'accounts'" (submit)="save($event)" novalidate>
      <h2>{{ t(action().kind + '.title', { what: what() }) }}</h2>
      @if (hint(); as hint) {
        <p class="quiet small">{{ t(hint) }}</p>
      }
      @if (submission.problem(); as problem) {
        <app-problem-note [problem]="problem" />
      }
      <div class="fields">
        @if (action().kind === 'charge') {
          <app-select-field [label]="t('reason')" [field]="form.reason" [options]="reasons()" />
        }
        @if (action().kind !== 'void') {
          <app-text-field inputMode="decimal" [label]="t('amount')" [field]="form.amount" />
        }
        @if (hasMethod()) {
          <app-select-field [label]="t('method')" [field]="form.method" [options]="methods()" />
          @if (model().method !== 'cash') {
            <app-text-field [label]="t('reference')" [hint]="t('referenceHint')" [field]="form.reference" />
          }
        }
        <app-text-field class="note" [label]="t(action().kind + '.note')" [field]="form.note" />
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
    .fields {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 170px), 1fr));
      gap: 8px 16px;
    }
  `,
})
export class AccountForm {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly injector = inject(Injector);
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly language = inject(Language);
  private readonly toasts = inject(Toasts);
  private readonly confirm = inject(Confirm);
  private readonly voidAtOnce = inject(VoidAtOnce);
  private readonly transloco = inject(TranslocoService);

  readonly patronId = input.required<number>();
  readonly action = input.required<AccountAction>();
  /** The branch whose till it is; without it, that of the member of staff. */
  readonly branchId = input<number | null>(null);
  /** Whether something was saved. */
  readonly closed = output<boolean>();

  protected readonly model = signal({
    amount: '',
    method: 'cash' as string,
    reference: '',
    reason: CHARGE_REASONS[0] as string,
    note: '',
  });
  protected readonly form = form(this.model, (path) => {
    required(path.amount, { when: () => this.action().kind !== 'void' });
    validate(path.amount, ({ value }) => {
      const amount = this.parse(value());
      const most = this.most();
      if (this.action().kind === 'void' || value().trim() === '') return undefined;
      if (amount === null || amount === 0) return { kind: 'money' };
      return most !== null && amount > most ? { kind: 'atMost', message: this.tooMuch(most) } : undefined;
    });
    required(path.note, { when: () => this.isNoteNeeded() });
    maxLength(path.note, 500);
    maxLength(path.reference, 200);
  });
  protected readonly submission = submission();
  protected readonly hasMethod = computed(() => ['payment', 'refund'].includes(this.action().kind));
  protected readonly methods = computed(() => this.optionsOf('methods', METHODS));
  protected readonly reasons = computed(() => this.optionsOf('reasons', CHARGE_REASONS));
  protected readonly what = computed(() => {
    const action = this.action();
    if (action.kind === 'waiver') return action.line.title ?? action.line.note ?? this.text(`kind.${action.line.kind}`);
    return action.kind === 'void' ? this.money(action.payment.amount) : '';
  });
  /** A sentence that the title alone does not say. */
  protected readonly hint = computed(() => {
    const action = this.action();
    if (action.kind === 'payment') return action.lineIds === null ? 'payment.oldest' : 'payment.chosen';
    if (action.kind === 'refund') return action.payment === null ? 'refund.credit' : 'refund.owedAgain';
    return action.kind === 'void' ? 'void.owedAgain' : null;
  });
  private readonly most = computed(() => {
    const action = this.action();
    if (action.kind === 'payment' || action.kind === 'refund') return action.most;
    return action.kind === 'waiver' ? (action.line.outstanding ?? 0) : null;
  });
  private key: string = crypto.randomUUID();

  constructor() {
    effect(() => {
      const most = this.most();
      const action = this.action();
      const method = action.kind === 'refund' ? (action.payment?.method ?? 'cash') : 'cash';
      afterNextRender(() => this.host.querySelector<HTMLElement>('input, select')?.focus(), {
        injector: this.injector,
      });
      untracked(() => {
        const amount = most === null ? '' : this.typed(most);
        this.model.set({ amount, method, reference: '', reason: CHARGE_REASONS[0], note: '' });
        this.submission.clear();
        this.key = crypto.randomUUID();
      });
    });
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const action = this.action();
    let change: AccountChange | undefined;
    const isSaved = await this.submission.run(this.form, async () => {
      if (await this.isSure(action)) change = await this.send(action);
    });
    if (!isSaved || change === undefined) return;
    const text = this.text(`${action.kind}.saved`, { number: change.payment?.number ?? '' });
    const isUndoable = action.kind === 'payment' && change.payment !== null;
    this.toasts.say(text, isUndoable ? { action: this.voidAtOnce.actionFor(change.payment!) } : {});
    this.closed.emit(true);
  }

  /** What takes money or a claim away for good is asked for once more. */
  private isSure(action: AccountAction): Promise<boolean> {
    if (action.kind === 'payment' || action.kind === 'charge') return Promise.resolve(true);
    const typed = action.kind === 'void' ? action.payment.amount : (this.parse(this.model().amount) ?? 0);
    return this.confirm.ask({
      title: this.text(`${action.kind}.sure`, { amount: this.money(typed) }),
      text: this.text(`${action.kind}.sureText`),
      action: this.text(`${action.kind}.submit`),
    });
  }

  private async send(action: AccountAction): Promise<AccountChange> {
    const { amount, method, reason, ...texts } = this.model();
    const typed: TypedAction = {
      ...texts,
      amount: this.parse(amount) ?? 0,
      method: method as Method,
      reason: reason as ChargeReason,
    };
    const account = { patronId: this.patronId(), branchId: this.branchId(), key: this.key };
    // A refused request is over, and what is sent next is another; one without an answer may have had its effect.
    try {
      return await sendAction(this.api, account, action, typed);
    } catch (error) {
      const isRefused = error instanceof ProblemError && error.status >= 400 && error.status < 500;
      if (isRefused) this.key = crypto.randomUUID();
      throw error;
    }
  }

  private isNoteNeeded(): boolean {
    const { kind } = this.action();
    if (kind === 'charge') return this.model().reason === 'other';
    return kind !== 'payment';
  }

  private optionsOf(group: 'methods' | 'reasons', values: readonly string[]) {
    return values.map((value) => ({ value, label: this.text(`${group}.${value}`) }));
  }

  private text(key: string, params: Record<string, unknown> = {}): string {
    this.language.current();
    return this.transloco.translate(`accounts.${key}`, params);
  }

  private parse(text: string): number | null {
    return parseMoney(text, this.session.library().currency);
  }

  private typed(amount: number): string {
    return typedMoney(amount, this.session.library().currency, this.language.current());
  }

  private money(amount: number): string {
    return formatMoney(amount, this.session.library().currency, this.language.current());
  }

  private tooMuch(most: number): string {
    return this.text('atMost', { amount: this.typed(most) });
  }
}
