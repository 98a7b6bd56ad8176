import { Component, inject, signal } from '@angular/core';
import { form, maxLength, pattern } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api } from '../api';
import type { PatronCard } from '../api-types';
import { ProblemNote } from '../forms/problem-note';
import { submission } from '../forms/submission';
import { TextField } from '../forms/text-field';
import { Session } from '../session/session';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { Toasts } from '../ui/toasts';
import { PatronFile } from './patron-file';
import { PatronPassword } from './patron-password';
import { problemAtField } from './problem-at-field';

/** The reader's cards: which is in use, which is lost; a new one, and the password that goes with it. */
@Component({
  imports: [LocalDatePipe, MatButton, PatronPassword, ProblemNote, TextField, TranslocoDirective],
  template: `
    <div class="stack" *transloco="let t; prefix: 'patrons'">
      @if (file.patron(); as patron) {
        <div class="table-frame">
          <table class="rows">
            <thead>
              <tr>
                <th scope="col">{{ t('cards.number') }}</th>
                <th scope="col">{{ t('cards.status') }}</th>
                <th scope="col" class="wide-only">{{ t('cards.issuedAt') }}</th>
                <th scope="col">
                  <span class="visually-hidden">{{ t('column.actions') }}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              @for (card of patron.cards; track card.id) {
                <tr [class.done]="card.status !== 'active'">
                  <th scope="row" class="tabular">{{ card.number }}</th>
                  <td>
                    <span class="tag" [class.yes]="card.status === 'active'" [class.no]="card.status === 'lost'">
                      {{ t('cards.' + card.status) }}
                    </span>
                  </td>
                  <td class="wide-only nowrap">{{ card.issuedAt | localDate }}</td>
                  <td class="doing">
                    @if (session.canAt('patrons.edit', patron.branchId)) {
                      @if (card.status === 'active') {
                        <button matButton type="button" (click)="mark(card, 'lost')">{{ t('cards.markLost') }}</button>
                      } @else if (card.status === 'lost') {
                        <button matButton type="button" (click)="mark(card, 'active')">
                          {{ t('cards.markFound') }}
                        </button>
                      }
                    }
                  </td>
                </tr>
              } @empty {
                <tr>
                  <td colspan="4" class="quiet">{{ t('cards.empty') }}</td>
                </tr>
              }
            </tbody>
          </table>
        </div>
        @if (session.canAt('patrons.edit', patron.branchId)) {
          <div class="cards">
            <section class="sheet" aria-labelledby="new-card">
              <h2 id="new-card">{{ t('cards.newTitle') }}</h2>
              <form (submit)="replace($event)" novalidate>
                <p class="quiet small">{{ t('cards.newText') }}</p>
                @if (submission.problem(); as problem) {
                  <app-problem-note [problem]="problem" />
                }
                <app-text-field [label]="t('cards.number')" [field]="form.number" [hint]="t('hint.cardNumber')" />
                <div class="row">
                  <button matButton="outlined" type="submit" [disabled]="submission.isBusy()">
                    {{ t('cards.newAction') }}
                  </button>
                </div>
              </form>
            </section>
            <app-patron-password />
          </div>
        }
      }
    </div>
  `,
  styleUrl: './patron-tabs.scss',
})
export class PatronCards {
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);
  protected readonly file = inject(PatronFile);
  protected readonly session = inject(Session);

  private readonly atField = problemAtField();
  private readonly model = signal({ number: '' });
  protected readonly form = form(this.model, (path) => {
    pattern(path.number, /^[A-Za-z0-9][A-Za-z0-9.-]*$/);
    maxLength(path.number, 40);
  });
  protected readonly submission = submission();
  private key: string = crypto.randomUUID();

  protected async mark(card: PatronCard, status: 'lost' | 'active'): Promise<void> {
    const id = this.file.id()!;
    const patron = await this.file.change(
      (once) =>
        this.api.call('PATCH /api/v1/patrons/{id}/cards/{cardId}', { id, cardId: card.id, body: { status } }, once),
      status === 'lost' ? 'said.cardLost' : 'said.cardFound',
    );
    if (patron) this.file.accept(patron);
  }

  protected async replace(event: Event): Promise<void> {
    event.preventDefault();
    const number = this.model().number.trim();
    const id = this.file.id()!;
    const isSaved = await this.submission.run(this.form, async () => {
      const body = number === '' ? {} : { number };
      const answer = this.api.call('POST /api/v1/patrons/{id}/cards', { id, body }, { key: this.key });
      this.file.accept(await this.atField('card_number_taken', 'number', answer));
    });
    if (this.submission.problem()) this.key = crypto.randomUUID();
    if (!isSaved) return;
    this.key = crypto.randomUUID();
    this.model.set({ number: '' });
    this.form().reset();
    this.toasts.say(this.transloco.translate('patrons.said.cardReplaced'));
  }
}
