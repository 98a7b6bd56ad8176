import { Component, computed, inject, signal } from '@angular/core';
import { form, FormField, minLength, required, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { Router } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import type { FirstAdministrator } from '../api-types';
import { attempt } from '../forms/attempt';
import { Language } from '../i18n/language';
import { FieldError, fieldErrorOf } from '../ui/field-error';
import { ProblemTexts } from '../ui/problem-texts';
import { Session } from './session';

const CURRENCIES = ['EUR', 'CHF', 'CAD', 'GBP', 'USD', 'XOF', 'XAF', 'MAD', 'TND', 'DZD'];

/** An empty library: its name, its first branch and the person who looks after it. */
@Component({
  imports: [
    FieldError,
    FormField,
    MatButton,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatOption,
    MatSelect,
    TranslocoDirective,
  ],
  templateUrl: './first-administrator-page.html',
  styles: `
    .sheet {
      padding: clamp(20px, 4vw, 40px);
    }
    .lead {
      margin-block: 8px 24px;
    }
    h2 {
      margin-block: 12px 8px;
      font-size: 1.15rem;
    }
    .problem {
      padding: 12px 16px;
      border-radius: 8px;
      background: var(--app-no-container);
      color: var(--mat-sys-on-error-container);
    }
  `,
})
export class FirstAdministratorPage {
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  private readonly language = inject(Language);
  protected readonly texts = inject(ProblemTexts);

  protected readonly currencies = CURRENCIES;
  private readonly ownTimeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  protected readonly timeZones = [...new Set([this.ownTimeZone, ...Intl.supportedValuesOf('timeZone')])];
  private readonly model = signal({
    libraryName: '',
    branchName: '',
    displayName: '',
    username: '',
    password: '',
    repeated: '',
    timeZone: this.ownTimeZone,
    currency: 'EUR',
  });
  protected readonly fields = form(this.model, (path) => {
    required(path.libraryName);
    required(path.branchName);
    required(path.displayName);
    required(path.username);
    required(path.password);
    minLength(path.password, 10);
    validate(path.repeated, ({ value, valueOf }) =>
      value() === valueOf(path.password) ? undefined : { kind: 'different' },
    );
  });
  protected readonly attempt = attempt();
  protected readonly generalProblem = computed(() => {
    const problem = this.attempt.problem();
    return problem && !Object.keys(this.model()).some((name) => fieldErrorOf(problem, name)) ? problem : null;
  });

  protected async create(event: Event): Promise<void> {
    event.preventDefault();
    for (const field of [
      this.fields.libraryName,
      this.fields.branchName,
      this.fields.displayName,
      this.fields.username,
      this.fields.password,
      this.fields.repeated,
    ]) {
      field().markAsTouched();
    }
    if (this.fields().invalid() || this.attempt.isBusy()) return;
    const { libraryName, branchName, displayName, username, password, timeZone, currency } = this.model();
    const person: FirstAdministrator = {
      libraryName: libraryName.trim(),
      branchName: branchName.trim(),
      displayName: displayName.trim(),
      username: username.trim(),
      password,
      timeZone,
      currency,
      language: this.language.current(),
    };
    await this.attempt.run(async () => {
      await this.session.createFirstAdministrator(person);
      await this.router.navigateByUrl('/settings');
    });
  }
}
