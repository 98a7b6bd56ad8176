import { Component, computed, inject, linkedSignal } from '@angular/core';
import { email, form, FormField, maxLength } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api, apiResource } from '../api';
import type { LanguageCode } from '../api-types';
import { attempt } from '../forms/attempt';
import { Language } from '../i18n/language';
import { LibraryLists } from '../patrons/library-lists';
import { ErrorState } from '../ui/error-state';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { ProblemTexts } from '../ui/problem-texts';
import { Skeleton } from '../ui/skeleton';
import { Toasts } from '../ui/toasts';
import { MyCalendar } from './my-calendar';
import { MyNotices } from './my-notices';
import { PasswordChange } from './password-change';

/** What the library knows of a reader; what they may change themselves is a form. */
@Component({
  imports: [
    ErrorState,
    FormField,
    LocalDatePipe,
    MatButton,
    MatError,
    MatFormField,
    MatInput,
    MatLabel,
    MatOption,
    MatSelect,
    MyCalendar,
    MyNotices,
    PasswordChange,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './my-profile.html',
  styles: `
    :host {
      display: grid;
      gap: 32px;
      max-width: 720px;
    }
    h2 {
      margin-block-end: 16px;
    }
    .problem {
      padding: 12px 16px;
      border-radius: 8px;
      background: var(--app-no-container);
      color: var(--mat-sys-on-error-container);
    }
  `,
})
export class MyProfile {
  private readonly api = inject(Api);
  private readonly language = inject(Language);
  private readonly transloco = inject(TranslocoService);
  private readonly toasts = inject(Toasts);
  protected readonly lists = inject(LibraryLists);
  protected readonly texts = inject(ProblemTexts);

  protected readonly person = apiResource('GET /api/v1/me');
  protected readonly me = computed(() => (this.person.hasValue() ? this.person.value() : undefined));
  protected readonly card = computed(() => this.me()?.cards.find(({ status }) => status === 'active')?.number ?? '—');

  private readonly model = linkedSignal(() => ({
    email: this.me()?.email ?? '',
    phone: this.me()?.phone ?? '',
    language: this.me()?.language ?? ('fr' as LanguageCode),
  }));
  protected readonly fields = form(this.model, (path) => {
    email(path.email);
    maxLength(path.email, 254);
    maxLength(path.phone, 40);
  });
  protected readonly attempt = attempt();

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    this.fields.email().markAsTouched();
    if (this.fields().invalid() || this.attempt.isBusy()) return;
    const { email: address, phone, language } = this.model();
    await this.attempt.run(async () => {
      const body = { email: address.trim() || null, phone: phone.trim() || null, language };
      await this.api.call('PATCH /api/v1/me', { body });
      await this.language.choose(language);
      this.toasts.say(this.transloco.translate('account.profile.saved'));
      this.person.reload();
    });
  }
}
