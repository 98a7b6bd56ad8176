import { Component, inject, input, output, signal } from '@angular/core';
import { form, maxLength, minLength, required, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api } from '../api';
import type { StaffMember } from '../api-types';
import { ProblemNote } from '../forms/problem-note';
import { submission } from '../forms/submission';
import { TextField } from '../forms/text-field';
import { Toasts } from '../ui/toasts';

/** Gives somebody a new password; their open sessions end. */
@Component({
  selector: 'app-password-reset',
  imports: [MatButton, ProblemNote, TextField, TranslocoDirective],
  template: `
    <section class="sheet" aria-labelledby="password-title" *transloco="let t; prefix: 'staffAdmin'">
      <h2 id="password-title">{{ t('reset.title') }}</h2>
      <p class="quiet small">{{ t('reset.text') }}</p>
      <form (submit)="save($event)" novalidate>
        @if (submission.problem(); as problem) {
          <app-problem-note [problem]="problem" />
        }
        <app-text-field
          type="password"
          autocomplete="new-password"
          [label]="t('reset.password')"
          [field]="form.password"
          [hint]="t('passwordHint')"
        />
        <app-text-field type="password" autocomplete="new-password" [label]="t('reset.again')" [field]="form.again" />
        <button matButton="outlined" type="submit" [disabled]="submission.isBusy()">{{ t('reset.action') }}</button>
      </form>
    </section>
  `,
  styles: `
    form {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 220px), 1fr));
      gap: 10px 16px;
      align-items: start;
      justify-items: start;
      margin-block-start: 12px;
    }
    app-text-field {
      width: 100%;
    }
    app-problem-note {
      grid-column: 1 / -1;
    }
  `,
})
export class PasswordReset {
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);

  readonly person = input.required<StaffMember>();
  readonly saved = output<StaffMember>();

  private readonly model = signal({ password: '', again: '' });
  protected readonly form = form(this.model, (path) => {
    required(path.password);
    minLength(path.password, 10);
    maxLength(path.password, 200);
    validate(path.again, ({ value, valueOf }) =>
      value() === valueOf(path.password) ? undefined : { kind: 'different' },
    );
  });
  protected readonly submission = submission();

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    let person = this.person();
    const isSaved = await this.submission.run(this.form, async () => {
      const { id, version } = person;
      const body = { password: this.model().password };
      person = await this.api.call('PATCH /api/v1/staff/{id}', { id, body }, { version });
    });
    if (!isSaved) return;
    this.form().reset({ password: '', again: '' });
    this.toasts.say(this.transloco.translate('staffAdmin.reset.done', { name: person.displayName }));
    this.saved.emit(person);
  }
}
