import { Component, inject, signal } from '@angular/core';
import { form, maxLength, minLength, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api } from '../api';
import { ProblemNote } from '../forms/problem-note';
import { submission } from '../forms/submission';
import { TextField } from '../forms/text-field';
import { Toasts } from '../ui/toasts';
import { PatronFile } from './patron-file';

/** Gives the reader a password for their pages; it is shown while it is typed, because it is told or written down. */
@Component({
  selector: 'app-patron-password',
  imports: [MatButton, ProblemNote, TextField, TranslocoDirective],
  template: `
    <section class="sheet" aria-labelledby="password" *transloco="let t; prefix: 'patrons'">
      <h2 id="password">{{ t('password.title') }}</h2>
      <form (submit)="save($event)" novalidate>
        <p class="quiet small">{{ t('password.text') }}</p>
        @if (submission.problem(); as problem) {
          <app-problem-note [problem]="problem" />
        }
        <app-text-field [label]="t('password.label')" [field]="form.password" [hint]="t('password.hint')" />
        <div class="row">
          <button matButton="outlined" type="submit" [disabled]="submission.isBusy()">
            {{ t('password.action') }}
          </button>
        </div>
      </form>
    </section>
  `,
  styleUrl: './patron-tabs.scss',
})
export class PatronPassword {
  private readonly api = inject(Api);
  private readonly file = inject(PatronFile);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);

  private readonly model = signal({ password: '' });
  protected readonly form = form(this.model, (path) => {
    required(path.password);
    minLength(path.password, 10);
    maxLength(path.password, 200);
  });
  protected readonly submission = submission();

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const { password } = this.model();
    const isSaved = await this.submission.run(this.form, () =>
      this.api.call('PUT /api/v1/patrons/{id}/password', { id: this.file.id()!, body: { password } }),
    );
    if (!isSaved) return;
    this.model.set({ password: '' });
    this.form().reset();
    this.toasts.say(this.transloco.translate('patrons.said.passwordSet'));
  }
}
