import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api } from '../api';
import type { CashClosing, CashDay } from '../api-types';
import { ProblemNote } from '../forms/problem-note';
import { Language } from '../i18n/language';
import { ProblemError } from '../session/problem-error';
import { Session } from '../session/session';
import { Confirm } from '../ui/confirm';
import { formatMoney, MoneyPipe, parseSignedMoney } from '../ui/money-pipe';
import { Toasts } from '../ui/toasts';
import { countsOf, differenceOf, type ClosingDraft } from './closing-draft';

/** Counting the till: each method held against its receipts while one types, then the day is closed for good. */
@Component({
  selector: 'app-closing-form',
  imports: [MatButton, MoneyPipe, ProblemNote, TranslocoDirective],
  template: `
    <ng-container *transloco="let a; prefix: 'accounts'">
      <form class="sheet" *transloco="let t; prefix: 'cash'" (submit)="close($event)" novalidate>
        <h2>{{ t('closing.title') }}</h2>
        <p class="quiet small">{{ t('closing.text') }}</p>
        @if (problem(); as problem) {
          <app-problem-note [problem]="problem" />
        }
        @if (counts().length > 0) {
          <table class="rows">
            <thead>
              <tr>
                <th scope="col">{{ a('method') }}</th>
                <th scope="col" class="number">{{ t('closing.expected') }}</th>
                <th scope="col" class="number">{{ t('closing.counted') }}</th>
                <th scope="col" class="number">{{ t('closing.difference') }}</th>
              </tr>
            </thead>
            <tbody>
              @for (count of counts(); track count.method) {
                <tr>
                  <th scope="row">{{ a('methods.' + count.method) }}</th>
                  <td class="number">{{ count.expected | money }}</td>
                  <td class="number">
                    <input
                      #field
                      type="text"
                      inputmode="decimal"
                      autocomplete="off"
                      [attr.aria-label]="t('closing.countedOf', { method: a('methods.' + count.method) })"
                      [attr.aria-invalid]="isTried() && count.counted === null"
                      [value]="draft()[count.method] ?? ''"
                      (input)="type(count.method, field.value)"
                    />
                  </td>
                  <td class="number" [class.wrong]="count.difference !== 0">
                    @if (count.difference !== null) {
                      {{ count.difference | money }}
                    }
                  </td>
                </tr>
              }
            </tbody>
          </table>
          <p class="wrong small" role="alert">
            @if (isTried() && difference() === null) {
              {{ t('closing.missing') }}
            }
          </p>
        }
        <label>
          <span>{{ t('closing.note') }}</span>
          <input
            #remark
            type="text"
            maxlength="500"
            autocomplete="off"
            [value]="note()"
            (input)="note.set(remark.value)"
          />
        </label>
        <div class="row">
          <button matButton="filled" type="submit" [disabled]="isBusy()">{{ t('closing.submit') }}</button>
        </div>
      </form>
    </ng-container>
  `,
  styleUrl: './cash.scss',
  styles: `
    form {
      display: grid;
      gap: 12px;
    }
    td input {
      width: 100px;
      text-align: end;
      font-variant-numeric: tabular-nums;
    }
    input {
      height: 40px;
      padding-inline: 10px;
      border: 1px solid var(--mat-sys-outline);
      border-radius: 8px;
      background: var(--mat-sys-surface-container-lowest);
      &[aria-invalid='true'] {
        border-color: var(--app-no);
      }
    }
    label {
      display: grid;
      gap: 4px;
      font-size: 0.9375rem;
    }
    table.rows :is(th, td) {
      padding-inline: 6px;
    }
  `,
})
export class ClosingForm {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly language = inject(Language);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);

  readonly day = input.required<CashDay>();
  /** The day is closed, or is another than was shown: it is to be read again. */
  readonly closed = output<void>();

  private readonly place = computed(() => `${this.day().branchId} ${this.day().day}`);
  /** What is typed stays when the same day is read again. */
  protected readonly draft = linkedSignal<unknown, ClosingDraft>({ source: this.place, computation: () => ({}) });
  protected readonly note = linkedSignal({ source: this.place, computation: () => '' });
  protected readonly isTried = linkedSignal({ source: this.place, computation: () => false });
  protected readonly problem = linkedSignal<unknown, ProblemError | null>({
    source: this.place,
    computation: () => null,
  });
  protected readonly isBusy = signal(false);
  protected readonly counts = computed(() =>
    countsOf(this.day(), this.draft(), (text) => parseSignedMoney(text, this.session.library().currency)),
  );
  protected readonly difference = computed(() => differenceOf(this.counts()));

  protected type(method: keyof ClosingDraft, text: string): void {
    this.draft.update((draft) => ({ ...draft, [method]: text }));
  }

  protected async close(event: Event): Promise<void> {
    event.preventDefault();
    this.isTried.set(true);
    const difference = this.difference();
    if (difference === null || this.isBusy() || !(await this.isSure(difference))) return;
    this.isBusy.set(true);
    this.problem.set(null);
    // A refusal belongs into the form, with what was counted still there; defects surface.
    try {
      await this.send();
      this.toasts.say(this.text('closing.saved'));
      this.closed.emit();
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      this.problem.set(error);
      // Money came since, or somebody closed it: what is counted is held against what is there now.
      if (error.status === 409 || error.status === 412) this.closed.emit();
    } finally {
      this.isBusy.set(false);
    }
  }

  private isSure(difference: number): Promise<boolean> {
    const amount = formatMoney(difference, this.session.library().currency, this.language.current());
    return this.confirm.ask({
      title: this.text('closing.sure'),
      text: difference === 0 ? this.text('closing.sureText') : this.text('closing.sureDifference', { amount }),
      action: this.text('closing.submit'),
    });
  }

  private send(): Promise<CashClosing> {
    const { branchId, day, version } = this.day();
    const counted = Object.fromEntries(this.counts().map((count) => [count.method, count.counted]));
    const note = this.note().trim();
    const body = { branchId: branchId!, counted, note: note === '' ? undefined : note };
    const options = { version, key: crypto.randomUUID() };
    return this.api.call('POST /api/v1/cash/days/{day}/closing', { day, body }, options);
  }

  private text(key: string, params: Record<string, unknown> = {}): string {
    return this.transloco.translate(`cash.${key}`, params);
  }
}
