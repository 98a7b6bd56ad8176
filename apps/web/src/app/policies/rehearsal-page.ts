import { Component, computed, effect, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink, RouterOutlet } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { MatIcon } from '@angular/material/icon';
import type { RehearsalDraft } from '../api-types';
import { ExceptionalForm } from '../calendars/exceptional-form';
import { ProblemNote } from '../forms/problem-note';
import { Session } from '../session/session';
import { Confirm } from '../ui/confirm';
import { ErrorState } from '../ui/error-state';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { Skeleton } from '../ui/skeleton';
import { Toasts } from '../ui/toasts';
import { DraftChanges } from './draft-changes';
import { DraftClosureForm } from './draft-closure-form';
import { DraftPolicyStore } from './draft-policy-store';
import { PolicyStore } from './policy-store';
import { countChanges, type DraftClosure, type DraftExceptionalDays } from './rehearsal';
import { RehearsalReportView } from './rehearsal-report';
import { RehearsalStore } from './rehearsal-store';

/** One draft of the rules: what it changes, what that would have meant, and its publication. */
@Component({
  imports: [
    DraftChanges,
    DraftClosureForm,
    ErrorState,
    ExceptionalForm,
    LocalDatePipe,
    MatButton,
    MatIcon,
    ProblemNote,
    RehearsalReportView,
    RouterLink,
    RouterOutlet,
    Skeleton,
    TranslocoDirective,
  ],
  providers: [RehearsalStore, DraftPolicyStore, { provide: PolicyStore, useExisting: DraftPolicyStore }],
  template: `
    <ng-container *transloco="let t; prefix: 'policies.rehearsal'">
      <a class="back" routerLink="/policies/rehearsals"
        ><mat-icon svgIcon="arrow_back" aria-hidden="true" />{{ t('back') }}</a
      >
      @if (store.error(); as error) {
        <app-error-state [error]="error" (retry)="store.reload()" />
      } @else {
        @if (store.rehearsal(); as one) {
          <header class="spread">
            <div>
              <h2>{{ one.name }}</h2>
              <p class="small quiet">{{ t('by', { name: one.staffName ?? '—', day: (one.createdAt | localDate) }) }}</p>
            </div>
            <span class="tag">{{ t('status.' + one.status) }}</span>
          </header>
          @if (problem(); as problem) {
            <app-problem-note [problem]="problem" />
          }
          @if (one.isOutdated) {
            <p class="note" role="status">
              <mat-icon svgIcon="warning" aria-hidden="true" />
              <span>{{ t('outdated') }}</span>
              @if (!store.isUnderWay()) {
                <button matButton type="button" (click)="edit(one.draft)">{{ t('refresh') }}</button>
              }
            </p>
          }
          <section class="sheet" aria-labelledby="changes-title">
            <h3 id="changes-title">{{ t('changes') }}</h3>
            <app-draft-changes [draft]="one.draft" [isFixed]="store.isClosed()" (edited)="edit($event)" />
            @if (!store.isClosed() && mayCloseDays()) {
              <details>
                <summary>{{ t('closure.title') }}</summary>
                <app-draft-closure-form (added)="addClosure($event)" />
              </details>
              <details>
                <summary>{{ t('exceptional.title') }}</summary>
                <app-exceptional-form [hasPreview]="false" [canCancel]="false" [save]="addExceptional" />
              </details>
            }
            @if (one.status !== 'published') {
              <div class="row actions">
                <button
                  matButton="filled"
                  type="button"
                  [disabled]="isBusy() || store.isUnderWay() || isEmpty()"
                  (click)="run()"
                >
                  {{ t(one.report === null ? 'run' : 'runAgain') }}
                </button>
                <button
                  matButton="outlined"
                  type="button"
                  [disabled]="isBusy() || store.isUnderWay() || isEmpty() || one.isOutdated"
                  (click)="publish()"
                >
                  {{ t('publish') }}
                </button>
                <button matButton type="button" [disabled]="isBusy() || store.isUnderWay()" (click)="remove()">
                  {{ t('delete') }}
                </button>
              </div>
            }
          </section>

          <div role="status">
            @if (store.isUnderWay()) {
              <section class="sheet progress">
                <progress
                  [attr.value]="one.progress.total ? one.progress.done : null"
                  [attr.max]="one.progress.total || null"
                  [attr.aria-label]="t('running')"
                ></progress>
                <p class="tabular">
                  {{ one.progress.total ? t('progress', one.progress) : t('running') }}
                </p>
              </section>
            }
          </div>
          @if (one.status === 'failed') {
            <p class="note" role="alert">
              <mat-icon svgIcon="error" aria-hidden="true" /><span>{{ t('failed') }} {{ one.error }}</span>
            </p>
          }
          @if (one.report; as report) {
            <app-rehearsal-report [report]="report" />
          }
          @if (!store.isClosed()) {
            <section class="editor" aria-labelledby="editor-title">
              <h3 id="editor-title">{{ t('editor') }}</h3>
              <p class="quiet">{{ t('editorText') }}</p>
            </section>
          }
        } @else {
          <app-skeleton [lines]="6" height="2.4rem" />
        }
        @if (store.rehearsal() && !store.isClosed()) {
          <router-outlet />
        }
      }
    </ng-container>
  `,
  styles: `
    .back {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      min-height: 32px;
      margin-block-end: 8px;
      text-decoration: none;
    }
    .back mat-icon {
      width: 18px;
      height: 18px;
    }
    header {
      margin-block-end: 16px;
    }
    h3 {
      margin-block-end: 6px;
    }
    .actions {
      padding-block-start: 16px;
    }
    details {
      padding-block-start: 8px;
    }
    summary {
      min-height: 32px;
      color: var(--mat-sys-primary);
      font-weight: 550;
      cursor: pointer;
    }
    .note {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 10px;
      margin-block-end: 16px;
      padding: 10px 14px;
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: 8px;
      background: var(--mat-sys-surface-container);
    }
    .progress {
      display: grid;
      gap: 8px;
      margin-block-start: 16px;
    }
    progress {
      width: 100%;
      height: 12px;
      accent-color: var(--mat-sys-primary);
    }
    app-rehearsal-report {
      display: block;
      margin-block-start: 24px;
    }
    .editor {
      margin-block: 36px 16px;
    }
  `,
})
export class RehearsalPage {
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);
  private readonly published = inject(PolicyStore, { skipSelf: true });
  protected readonly store = inject(RehearsalStore);

  /** From the address. */
  readonly id = input.required<string>();

  protected readonly isBusy = signal(false);
  protected readonly problem = signal<unknown>(null);
  protected readonly isEmpty = computed(() => countChanges(this.store.rehearsal()!.draft) === 0);
  protected readonly mayCloseDays = computed(() => this.session.canAt('calendars.edit', null));

  constructor() {
    effect(() => this.store.open(Number(this.id())));
  }

  protected edit(draft: RehearsalDraft): void {
    void this.attempt(() => this.store.change(() => draft));
  }

  protected addClosure(closure: DraftClosure): void {
    void this.attempt(() =>
      this.store.change((draft) => ({
        ...draft,
        closures: { ...draft.closures, added: [...draft.closures.added, closure] },
      })),
    );
  }

  protected readonly addExceptional = (days: DraftExceptionalDays): Promise<unknown> =>
    this.store.change((draft) => {
      const { added = [], removed = [] } = draft.exceptionalDays ?? {};
      return { ...draft, exceptionalDays: { added: [...added, days], removed } };
    });

  protected run(): void {
    void this.attempt(() => this.store.run());
  }

  protected async publish(): Promise<void> {
    const { name, draft } = this.store.rehearsal()!;
    const isSure = await this.confirm.ask({
      title: this.text('publishTitle', { name }),
      text: this.text('publishText', { count: countChanges(draft) }),
      action: this.text('publish'),
    });
    if (!isSure) return;
    await this.attempt(async () => {
      await this.store.publish();
      this.published.reload();
      this.toasts.say(this.text('published'));
    });
  }

  protected async remove(): Promise<void> {
    const { name } = this.store.rehearsal()!;
    const isSure = await this.confirm.ask({
      title: this.text('deleteTitle', { name }),
      text: this.text('deleteText'),
      action: this.text('delete'),
      isDangerous: true,
    });
    if (!isSure) return;
    await this.attempt(async () => {
      await this.store.delete();
      await this.router.navigate(['/policies/rehearsals']);
    });
  }

  private async attempt(action: () => Promise<unknown>): Promise<void> {
    this.isBusy.set(true);
    this.problem.set(null);
    // What was refused is told above the draft, which stays as it was.
    try {
      await action();
    } catch (error) {
      this.problem.set(error);
    } finally {
      this.isBusy.set(false);
    }
  }

  private text(key: string, params: Record<string, unknown> = {}): string {
    return this.transloco.translate<string>(`policies.rehearsal.${key}`, params);
  }
}
