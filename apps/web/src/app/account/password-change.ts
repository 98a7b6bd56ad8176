import { Component, inject, signal } from '@angular/core';
import { form, FormField, minLength, required, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api } from '../api';
import { attempt } from '../forms/attempt';
import { ProblemTexts } from '../ui/problem-texts';
import { Toasts } from '../ui/toasts';

const NOTHING = { current: '', next: '', repeated: '' };

/** Changes the password of whoever is signed in. */
@Component({
  selector: 'app-password-change',
  imports: [FormField, MatButton, MatError, MatFormField, MatHint, MatInput, MatLabel, TranslocoDirective],
  template: `
    <form class="form" *transloco="let t; prefix: 'account.password'" (submit)="change($event)" novalidate>
      <mat-form-field appearance="outline">
        <mat-label>{{ t('current') }}</mat-label>
        <input matInput type="password" [formField]="fields.current" autocomplete="current-password" />
        <mat-error>{{ t('required') }}</mat-error>
      </mat-form-field>
      <div class="two">
        <mat-form-field appearance="outline">
          <mat-label>{{ t('next') }}</mat-label>
          <input matInput type="password" [formField]="fields.next" autocomplete="new-password" />
          <mat-hint>{{ t('hint') }}</mat-hint>
          <mat-error>{{ t('hint') }}</mat-error>
        </mat-form-field>
        <mat-form-field appearance="outline">
          <mat-label>{{ t('repeated') }}</mat-label>
          <input matInput type="password" [formField]="fields.repeated" autocomplete="new-password" />
          <mat-error>{{ t('different') }}</mat-error>
        </mat-form-field>
      </div>
      @if (attempt.problem(); as problem) {
        <p class="problem" role="alert">{{ texts.describe(problem).title }} {{ texts.describe(problem).help }}</p>
      }
      <div class="actions">
        <button matButton="outlined" type="submit" [disabled]="attempt.isBusy()">{{ t('change') }}</button>
      </div>
    </form>
  `,
  styles: `
    .problem {
      padding: 12px 16px;
      border-radius: 8px;
      background: var(--app-no-container);
      color: var(--mat-sys-on-error-container);
    }
  `,
})
export class PasswordChange {
  private readonly api = inject(Api);
  private readonly transloco = inject(TranslocoService);
  private readonly toasts = inject(Toasts);
  protected readonly texts = inject(ProblemTexts);

  private readonly model = signal(NOTHING);
  protected readonly fields = form(this.model, (path) => {
    required(path.current);
    required(path.next);
    minLength(path.next, 10);
    validate(path.repeated, ({ value, valueOf }) =>
      value() === valueOf(path.next) ? undefined : { kind: 'different' },
    );
  });
  protected readonly attempt = attempt();

  protected async change(event: Event): Promise<void> {
    event.preventDefault();
    for (const field of [this.fields.current, this.fields.next, this.fields.repeated]) field().markAsTouched();
    if (this.fields().invalid() || this.attempt.isBusy()) return;
    await this.attempt.run(async () => {
      const { current, next } = this.model();
      await this.api.call('POST /api/v1/session/password', { body: { current, next } });
      this.fields().reset(NOTHING);
      this.toasts.say(this.transloco.translate('account.password.changed'));
    });
  }
}
