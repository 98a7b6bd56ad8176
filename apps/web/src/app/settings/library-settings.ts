import { Component, computed, inject, linkedSignal } from '@angular/core';
import { form, maxLength, required, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api, apiResource } from '../api';
import type { Settings } from '../api-types';
import { changedFields } from '../forms/merge';
import { ProblemNote } from '../forms/problem-note';
import { SelectField } from '../forms/select-field';
import { submission } from '../forms/submission';
import { TextField } from '../forms/text-field';
import type { KeepsChanges } from '../forms/unsaved-changes';
import { only } from '../forms/values';
import { Session } from '../session/session';
import { ErrorState } from '../ui/error-state';
import { Skeleton } from '../ui/skeleton';
import { Toasts } from '../ui/toasts';

type SettingsDraft = Pick<
  Settings,
  'libraryName' | 'currency' | 'defaultLanguage' | 'policyBranchSource' | 'returnedItemGoes' | 'renewalCountsFrom'
>;

const nothing: SettingsDraft = {
  libraryName: '',
  currency: 'EUR',
  defaultLanguage: 'fr',
  policyBranchSource: 'desk',
  returnedItemGoes: 'home',
  renewalCountsFrom: 'due_date',
};

/** The library's name, money and language, and how circulation works in every branch. */
@Component({
  imports: [ErrorState, MatButton, ProblemNote, SelectField, Skeleton, TextField, TranslocoDirective],
  host: { '(window:beforeunload)': 'holdWindow($event)' },
  template: `
    <ng-container *transloco="let t; prefix: 'settings.library'">
      @if (settings.error()) {
        <app-error-state [error]="settings.error()" (retry)="settings.reload()" />
      } @else if (!settings.hasValue()) {
        <app-skeleton [lines]="6" height="2.8rem" />
      } @else {
        <form class="sheet" (submit)="save($event)" novalidate>
          @if (submission.problem(); as problem) {
            <app-problem-note [problem]="problem" />
          }
          <h2>{{ t('identity') }}</h2>
          <app-text-field [label]="t('libraryName')" [field]="form.libraryName" />
          <div class="two">
            <app-text-field [label]="t('currency')" [field]="form.currency" [hint]="t('currencyHint')" />
            <app-select-field
              [label]="t('defaultLanguage')"
              [field]="form.defaultLanguage"
              [options]="[
                { value: 'fr', label: 'Français' },
                { value: 'en', label: 'English' },
              ]"
            />
          </div>
          <h2>{{ t('circulation') }}</h2>
          <app-select-field
            [label]="t('policyBranchSource')"
            [field]="form.policyBranchSource"
            [options]="[
              { value: 'desk', label: t('policyBranch.desk') },
              { value: 'patron_home', label: t('policyBranch.patron_home') },
              { value: 'item_home', label: t('policyBranch.item_home') },
            ]"
          />
          <app-select-field
            [label]="t('returnedItemGoes')"
            [field]="form.returnedItemGoes"
            [options]="[
              { value: 'home', label: t('returned.home') },
              { value: 'floats', label: t('returned.floats') },
            ]"
          />
          <app-select-field
            [label]="t('renewalCountsFrom')"
            [field]="form.renewalCountsFrom"
            [options]="[
              { value: 'due_date', label: t('renewal.due_date') },
              { value: 'today', label: t('renewal.today') },
            ]"
          />
          <div class="row">
            <button matButton="filled" type="submit" [disabled]="submission.isBusy() || !hasUnsavedChanges()">
              {{ submission.isBusy() ? t('saving') : t('save') }}
            </button>
          </div>
        </form>
      }
    </ng-container>
  `,
  styles: `
    form {
      display: grid;
      gap: 12px;
      max-width: 720px;
    }
    h2:not(:first-child) {
      margin-block-start: 16px;
    }
    .two {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 220px), 1fr));
      gap: 12px 16px;
    }
  `,
})
export class LibrarySettings implements KeepsChanges {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);

  protected readonly settings = apiResource('GET /api/v1/settings');
  private readonly base = computed(() => (this.settings.hasValue() ? draftOf(this.settings.value()) : nothing));
  private readonly model = linkedSignal(() => ({ ...this.base() }));
  protected readonly form = form(this.model, (path) => {
    required(path.libraryName);
    maxLength(path.libraryName, 200);
    validate(path.currency, ({ value }) => (isCurrency(value()) ? undefined : { kind: 'currency' }));
  });
  protected readonly submission = submission();

  hasUnsavedChanges(): boolean {
    return Object.keys(this.changes()).length > 0;
  }

  protected holdWindow(event: BeforeUnloadEvent): void {
    if (this.hasUnsavedChanges()) event.preventDefault();
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const isSaved = await this.submission.run(this.form, async () => {
      this.settings.set(await this.api.call('PATCH /api/v1/settings', { body: this.changes() }));
    });
    if (!isSaved) return;
    this.toasts.say(this.transloco.translate('forms.saved'));
    await this.session.load(); // the name and the currency are all over the application
  }

  private changes(): Partial<SettingsDraft> {
    return changedFields(this.base(), this.model());
  }
}

function draftOf(settings: Settings): SettingsDraft {
  return { ...nothing, ...only(settings, Object.keys(nothing)) };
}

/** A code that the browser can write money in. */
function isCurrency(code: string): boolean {
  return /^[A-Z]{3}$/.test(code) && (Intl.supportedValuesOf('currency') as string[]).includes(code);
}
