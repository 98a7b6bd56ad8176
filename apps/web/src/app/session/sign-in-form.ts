import { Component, inject, input, output, signal } from '@angular/core';
import { form, FormField, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Actor } from '../api-types';
import { attempt } from '../forms/attempt';
import { ProblemTexts } from '../ui/problem-texts';
import { Session } from './session';

/** Card number or user name, and password; used by the page and by the dialog after an expired session. */
@Component({
  selector: 'app-sign-in-form',
  imports: [FormField, MatButton, MatError, MatFormField, MatInput, MatLabel, TranslocoDirective],
  template: `
    <form class="form" *transloco="let t; prefix: 'shell.signInForm'" (submit)="signIn($event)" novalidate>
      @if (attempt.problem(); as problem) {
        <p class="problem" role="alert">{{ texts.describe(problem).title }} {{ texts.describe(problem).help }}</p>
      }
      <mat-form-field appearance="outline">
        <mat-label>{{ t('login') }}</mat-label>
        <input matInput [formField]="fields.login" autocomplete="username" autocapitalize="none" spellcheck="false" />
        <mat-error>{{ t('required') }}</mat-error>
      </mat-form-field>
      <mat-form-field appearance="outline">
        <mat-label>{{ t('password') }}</mat-label>
        <input matInput type="password" [formField]="fields.password" autocomplete="current-password" />
        <mat-error>{{ t('required') }}</mat-error>
      </mat-form-field>
      <button matButton="filled" type="submit" [disabled]="attempt.isBusy()">
        {{ attempt.isBusy() ? t('busy') : t('submit') }}
      </button>
    </form>
  `,
  styles: `
    .problem {
      padding: 12px 16px;
      margin-block-end: 8px;
      border-radius: 8px;
      background: var(--app-no-container);
      color: var(--mat-sys-on-error-container);
    }
    button {
      height: 48px;
    }
  `,
})
export class SignInForm {
  private readonly session = inject(Session);
  protected readonly texts = inject(ProblemTexts);

  readonly login = input('');
  readonly signedIn = output<Actor>();

  private readonly model = signal({ login: '', password: '' });
  protected readonly fields = form(this.model, (path) => {
    required(path.login);
    required(path.password);
  });
  protected readonly attempt = attempt();

  protected async signIn(event: Event): Promise<void> {
    event.preventDefault();
    this.fields().markAsTouched();
    this.fields.login().markAsTouched();
    this.fields.password().markAsTouched();
    if (this.fields().invalid() || this.attempt.isBusy()) return;
    await this.attempt.run(async () => {
      const { login, password } = this.model();
      this.signedIn.emit(await this.session.signIn(login.trim(), password));
    });
  }
}
