import { Component, inject, signal } from '@angular/core';
import { form, maxLength, required, validate } from '@angular/forms/signals';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api, apiResource } from '../api';
import type { Permission, Token } from '../api-types';
import { ProblemNote } from '../forms/problem-note';
import { SectionTabs } from '../forms/section-tabs';
import { SelectField } from '../forms/select-field';
import { submission } from '../forms/submission';
import { TextField } from '../forms/text-field';
import { Session } from '../session/session';
import { Confirm } from '../ui/confirm';
import { copyText } from '../ui/copy-text';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { PageHeader } from '../ui/page-header';
import { ProblemTexts } from '../ui/problem-texts';
import { Skeleton } from '../ui/skeleton';
import { Toasts } from '../ui/toasts';

/** One's own keys for scripts. A key is shown once, when it is made. */
@Component({
  imports: [
    EmptyState,
    ErrorState,
    LocalDatePipe,
    MatButton,
    MatIcon,
    MatIconButton,
    PageHeader,
    ProblemNote,
    SectionTabs,
    SelectField,
    Skeleton,
    TextField,
    TranslocoDirective,
  ],
  templateUrl: './tokens-page.html',
  styleUrl: './tokens-page.scss',
})
export class TokensPage {
  private readonly api = inject(Api);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);
  private readonly problemTexts = inject(ProblemTexts);
  protected readonly session = inject(Session);

  protected readonly tokens = apiResource('GET /api/v1/tokens');
  protected readonly isAdding = signal(false);
  /** The key just made; leaving the page forgets it. */
  protected readonly clearToken = signal<string | null>(null);

  private readonly model = signal({ name: '', days: '90', permissions: [] as Permission[] });
  protected readonly form = form(this.model, (path) => {
    required(path.name);
    maxLength(path.name, 100);
    validate(path.permissions, ({ value }) => (value().length > 0 ? undefined : { kind: 'required' }));
  });
  protected readonly submission = submission();

  protected toggle(permission: Permission, isChosen: boolean): void {
    this.model.update((model) => ({
      ...model,
      permissions: isChosen
        ? [...model.permissions, permission]
        : model.permissions.filter((other) => other !== permission),
    }));
  }

  protected async create(event: Event): Promise<void> {
    event.preventDefault();
    const isSaved = await this.submission.run(this.form, async () => {
      const { name, days, permissions } = this.model();
      const body = { name: name.trim(), permissions, ...(days === '' ? {} : { expiresInDays: Number(days) }) };
      const { token } = await this.api.call('POST /api/v1/tokens', { body });
      this.clearToken.set(token);
    });
    if (!isSaved) return;
    this.form().reset({ name: '', days: '90', permissions: [] });
    this.isAdding.set(false);
    this.tokens.reload();
  }

  protected async copy(token: string): Promise<void> {
    const isCopied = await copyText(token);
    const key = isCopied ? 'copied' : 'copyByHand';
    this.toasts.say(this.transloco.translate(`staffAdmin.tokens.${key}`), { tone: isCopied ? 'yes' : 'neutral' });
  }

  protected async revoke(token: Token): Promise<void> {
    const text = (key: string) => this.transloco.translate<string>(`staffAdmin.tokens.${key}`, { name: token.name });
    const isSure = await this.confirm.ask({
      title: text('revokeTitle'),
      text: text('revokeText'),
      action: text('revokeAction'),
      isDangerous: true,
    });
    if (!isSure) return;
    // The key stays listed when the server refuses; the toast says why.
    try {
      await this.api.call('DELETE /api/v1/tokens/{id}', { id: token.id });
    } catch (error) {
      this.toasts.say(this.problemTexts.sentence(error), { tone: 'no' });
      return;
    }
    this.toasts.say(text('revoked'));
    this.tokens.reload();
  }
}
