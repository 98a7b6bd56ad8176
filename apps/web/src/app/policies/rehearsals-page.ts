import { Component, inject, signal } from '@angular/core';
import { form, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Api } from '../api';
import type { Rehearsal } from '../api-types';
import { ProblemNote } from '../forms/problem-note';
import { submission } from '../forms/submission';
import { TextField } from '../forms/text-field';
import { cursorList } from '../ui/cursor-list';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { Skeleton } from '../ui/skeleton';
import { countChanges, EMPTY_DRAFT } from './rehearsal';

/** Drafts of the rules, each to be held against the last twelve months before it is published. */
@Component({
  imports: [
    EmptyState,
    ErrorState,
    LocalDatePipe,
    MatButton,
    ProblemNote,
    RouterLink,
    Skeleton,
    TextField,
    TranslocoDirective,
  ],
  template: `
    <ng-container *transloco="let t; prefix: 'policies.rehearsal'">
      <section class="sheet begin" aria-labelledby="begin-title">
        <h2 id="begin-title">{{ t('begin') }}</h2>
        <p class="quiet">{{ t('text') }}</p>
        @if (submission.problem(); as problem) {
          <app-problem-note [problem]="problem" />
        }
        <form class="row" (submit)="begin($event)" novalidate>
          <app-text-field class="name" [label]="t('name')" [hint]="t('nameHint')" [field]="form.name" />
          <button matButton="filled" type="submit" [disabled]="submission.isBusy()">{{ t('create') }}</button>
        </form>
      </section>

      @if (list.error(); as error) {
        <app-error-state [error]="error" (retry)="list.reload()" />
      } @else if (list.isLoading()) {
        <app-skeleton [lines]="4" height="3rem" />
      } @else if (list.items().length === 0) {
        <app-empty-state icon="rule" [title]="t('none')" [text]="t('noneText')" />
      } @else {
        <h2>{{ t('list') }}</h2>
        <ul class="sheet drafts">
          @for (one of list.items(); track one.id) {
            <li>
              <a [routerLink]="['/policies/rehearsals', one.id]">{{ one.name }}</a>
              <span class="tag">{{ t('status.' + one.status) }}</span>
              <span class="small quiet">
                {{ t('changesCount', { count: changesOf(one) }) }} ·
                {{ t('by', { name: one.staffName ?? '—', day: (one.createdAt | localDate) }) }}
              </span>
            </li>
          }
        </ul>
        @if (list.hasMore()) {
          <button matButton type="button" [disabled]="list.isLoadingMore()" (click)="list.loadMore()">
            {{ t('more') }}
          </button>
        }
      }
    </ng-container>
  `,
  styles: `
    .begin {
      display: grid;
      gap: 8px;
    }
    .begin h2 {
      font-size: 1.1rem;
    }
    form {
      align-items: start;
    }
    .name {
      flex: 1 1 320px;
      max-width: 560px;
    }
    form button {
      margin-block-start: 8px;
    }
    h2 {
      margin-block: 28px 10px;
    }
    .begin h2 {
      margin: 0;
    }
    .drafts {
      padding-block: 4px;
    }
    li {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: 2px 12px;
      padding-block: 12px;
    }
    li + li {
      border-block-start: 1px solid var(--mat-sys-outline-variant);
    }
    li a {
      font-family: var(--app-serif);
      font-size: 1.1rem;
      font-weight: 600;
    }
    li .small {
      flex-basis: 100%;
    }
  `,
})
export class RehearsalsPage {
  private readonly api = inject(Api);
  private readonly router = inject(Router);

  protected readonly list = cursorList('GET /api/v1/rehearsals', () => ({}));
  private readonly model = signal({ name: '' });
  protected readonly form = form(this.model, (path) => required(path.name));
  protected readonly submission = submission();

  protected changesOf(rehearsal: Rehearsal): number {
    return countChanges(rehearsal.draft);
  }

  protected async begin(event: Event): Promise<void> {
    event.preventDefault();
    await this.submission.run(this.form, async () => {
      const body = { name: this.model().name.trim(), draft: EMPTY_DRAFT };
      const { id } = await this.api.call('POST /api/v1/rehearsals', { body });
      await this.router.navigate(['/policies/rehearsals', id]);
    });
  }
}
