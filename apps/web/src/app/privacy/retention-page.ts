import { Component, computed, inject, linkedSignal, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api, apiResource } from '../api';
import type { RetentionPurpose } from '../api-types';
import { mergeEdits } from '../forms/merge';
import { ProblemNote } from '../forms/problem-note';
import type { KeepsChanges } from '../forms/unsaved-changes';
import { ProblemError } from '../session/problem-error';
import { Session } from '../session/session';
import { Confirm } from '../ui/confirm';
import { ErrorState } from '../ui/error-state';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { Skeleton } from '../ui/skeleton';
import { Toasts } from '../ui/toasts';
import {
  changesOfRetention,
  draftOfRetention,
  isPeriod,
  RETENTION_GROUPS,
  shortened,
  type Kept,
  type RetentionDraft,
} from './retention-draft';

/** For how long each thing about people is kept, what the last run forgot and what one would forget now. */
@Component({
  imports: [ErrorState, LocalDatePipe, MatButton, ProblemNote, RouterLink, Skeleton, TranslocoDirective],
  host: { '(window:beforeunload)': 'holdWindow($event)' },
  templateUrl: './retention-page.html',
  styleUrl: './retention-page.scss',
})
export class RetentionPage implements KeepsChanges {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);

  protected readonly retention = apiResource('GET /api/v1/privacy/retention');
  protected readonly preview = apiResource('GET /api/v1/privacy/retention/preview');
  protected readonly saved = computed(() => (this.retention.hasValue() ? this.retention.value() : null));
  protected readonly mayChange = computed(() => this.session.canAt('settings.manage', null));
  protected readonly isBusy = signal(false);
  protected readonly problem = signal<ProblemError | null>(null);

  /** What is typed; what somebody else saved meanwhile is taken over where nothing was typed. */
  protected readonly draft = linkedSignal<RetentionDraft | null, RetentionDraft | null>({
    source: () => {
      const saved = this.saved();
      return saved === null ? null : draftOfRetention(saved);
    },
    computation: (theirs, before) => {
      if (theirs === null || before?.value == null || before.source === null) return theirs ?? before?.value ?? null;
      return mergeEdits(before.source, before.value, theirs).merged;
    },
  });
  protected readonly groups = computed(() => {
    const known = new Map(this.saved()?.purposes.map((kept) => [kept.purpose, kept]));
    return Object.entries(RETENTION_GROUPS).map(([name, purposes]) => ({
      name,
      purposes: purposes.flatMap((purpose) => known.get(purpose) ?? []),
    }));
  });
  private readonly counts = computed(
    () => new Map(this.preview.hasValue() ? this.preview.value().purposes.map((one) => [one.purpose, one.count]) : []),
  );
  private readonly changes = computed(() => {
    const [draft, saved] = [this.draft(), this.saved()];
    return draft === null || saved === null ? null : changesOfRetention(draft, saved);
  });
  protected readonly isWrong = computed(() => {
    const draft = this.draft();
    return draft !== null && (this.saved()?.purposes ?? []).some((kept) => !isPeriod(draft[kept.purpose], kept));
  });

  hasUnsavedChanges(): boolean {
    return this.changes() !== null;
  }

  protected holdWindow(event: BeforeUnloadEvent): void {
    if (this.hasUnsavedChanges()) event.preventDefault();
  }

  protected countOf(purpose: RetentionPurpose): number | null {
    return this.counts().get(purpose) ?? null;
  }

  protected isAllowed(kept: Kept): boolean {
    return isPeriod(this.draft()![kept.purpose], kept);
  }

  protected setDays(purpose: RetentionPurpose, days: string): void {
    this.set({ [purpose]: days });
  }

  protected set(change: Partial<RetentionDraft>): void {
    this.draft.update((draft) => draft && { ...draft, ...change });
  }

  protected setEndless({ purpose, standard }: Kept, isEndless: boolean): void {
    this.set({ [purpose]: isEndless ? null : String(standard) });
  }

  protected discard(): void {
    const saved = this.saved();
    if (saved !== null) this.draft.set(draftOfRetention(saved));
    this.problem.set(null);
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const [draft, saved, body] = [this.draft(), this.saved(), this.changes()];
    if (draft === null || saved === null || body === null || this.isWrong() || this.isBusy()) return;
    if (!(await this.isSureOf(shortened(draft, saved)))) return;
    this.isBusy.set(true);
    this.problem.set(null);
    // What was typed stays; a refusal is told beside it.
    try {
      this.retention.set(await this.api.call('PATCH /api/v1/privacy/retention', { body }, { version: saved.version }));
      this.toasts.say(this.transloco.translate('privacy.retention.saved'));
      this.preview.reload();
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      this.problem.set(error);
      if (error.code === 'precondition_failed') this.retention.reload();
    } finally {
      this.isBusy.set(false);
    }
  }

  private async isSureOf(purposes: readonly RetentionPurpose[]): Promise<boolean> {
    if (purposes.length === 0) return true;
    const t = (key: string, params = {}) => this.transloco.translate<string>(`privacy.${key}`, params);
    const names = purposes.map((purpose) => t(`purposes.${purpose}.title`));
    return this.confirm.ask({
      title: t('retention.shorter'),
      text: t('retention.shorterText', { purposes: names.join(', ') }),
      action: t('retention.shorterAction'),
      isDangerous: true,
    });
  }
}
