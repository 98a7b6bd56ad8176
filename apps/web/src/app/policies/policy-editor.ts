import { Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { OwnBranches } from '../forms/own-branches';
import { idOrNull } from '../forms/values';
import { Session } from '../session/session';
import { ErrorState } from '../ui/error-state';
import { Skeleton } from '../ui/skeleton';
import { inGroups } from './policy-groups';
import { PolicyRowEditor } from './policy-row';
import { isSameScope, linesAt, scopesInUse, type PolicyScope } from './policy-scope';
import { PolicyStore } from './policy-store';
import { PolicyWords } from './policy-words';
import { ScopePicker } from './scope-picker';

/** Every rule at one chosen scope; the scope is in the address. */
@Component({
  imports: [ErrorState, MatButton, PolicyRowEditor, ScopePicker, Skeleton, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'policies'">
      @if (store.error(); as error) {
        <app-error-state [error]="error" (retry)="store.reload()" />
      } @else if (store.isLoading()) {
        <app-skeleton [lines]="10" height="2.4rem" />
      } @else {
        <section class="sheet where" [attr.aria-label]="t('editor.where')">
          <h2>{{ t('editor.where') }}</h2>
          <app-scope-picker [scope]="scope()" (picked)="goTo($event)" />
          @if (used().length > 0) {
            <p class="small quiet">{{ t('editor.used') }}</p>
            <ul class="row chips">
              @for (place of used(); track words.scope(place)) {
                <li>
                  <button type="button" [attr.aria-pressed]="isHere(place)" (click)="goTo(place)">
                    {{ words.scope(place) }} <span class="tabular">{{ place.count }}</span>
                  </button>
                </li>
              }
            </ul>
          }
          @if (!session.canAt('policies.edit', scope().branchId)) {
            <div class="row" role="note">
              <p>{{ t('notYours') }}</p>
              @if (own.first('policies.edit'); as id) {
                <button matButton="outlined" type="button" (click)="goTo({ ...scope(), branchId: id })">
                  {{
                    t('toYours', { branch: words.scope({ branchId: id, patronCategoryId: null, itemTypeId: null }) })
                  }}
                </button>
              }
            </div>
          }
        </section>
        @for (group of groups(); track group.name) {
          <section [attr.aria-labelledby]="'group-' + group.name">
            <h2 [id]="'group-' + group.name">{{ t('groups.' + group.name) }}</h2>
            <div class="sheet rules">
              @for (line of group.entries; track line.definition.name) {
                <app-policy-row [line]="line" [scope]="scope()" />
              }
            </div>
          </section>
        }
      }
    </ng-container>
  `,
  styles: `
    .where {
      display: grid;
      gap: 12px;
    }
    .where h2 {
      font-size: 1.1rem;
    }
    .chips {
      gap: 8px;
    }
    .chips button {
      min-height: 34px;
      padding-inline: 12px;
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: 8px;
      background: none;
      font-size: 0.875rem;
      cursor: pointer;
    }
    .chips span {
      margin-inline-start: 6px;
      color: var(--mat-sys-on-surface-variant);
    }
    .chips button:hover {
      background: var(--mat-sys-surface-container);
    }
    .chips [aria-pressed='true'] {
      border-color: var(--mat-sys-primary);
      background: var(--mat-sys-primary-container);
      color: var(--mat-sys-on-primary-container);
      span {
        color: inherit;
      }
    }
    section > h2 {
      margin-block: 32px 10px;
    }
    .where h2 {
      margin: 0;
    }
    .rules {
      padding: 0;
      overflow: hidden;
    }
    app-policy-row + app-policy-row {
      display: block;
      border-block-start: 1px solid var(--mat-sys-outline-variant);
    }
  `,
})
export class PolicyEditor {
  private readonly router = inject(Router);
  protected readonly store = inject(PolicyStore);
  protected readonly own = inject(OwnBranches);
  protected readonly session = inject(Session);
  protected readonly words = inject(PolicyWords);

  readonly branch = input<string>();
  readonly category = input<string>();
  readonly type = input<string>();

  protected readonly scope = computed((): PolicyScope => ({
    branchId: idOrNull(this.branch() ?? ''),
    patronCategoryId: idOrNull(this.category() ?? ''),
    itemTypeId: idOrNull(this.type() ?? ''),
  }));
  /** Rules that can be set here come first in their group. */
  protected readonly groups = computed(() => {
    const lines = linesAt(this.store.definitions(), this.store.rows(), this.scope());
    return inGroups(lines).map(({ name, entries }) => ({
      name,
      entries: [...entries.filter((line) => line.isSettable), ...entries.filter((line) => !line.isSettable)],
    }));
  });
  protected readonly used = computed(() => scopesInUse(this.store.rows()));

  protected isHere(place: PolicyScope): boolean {
    return isSameScope(place, this.scope());
  }

  protected goTo({ branchId, patronCategoryId, itemTypeId }: PolicyScope): void {
    void this.router.navigate([], {
      queryParams: { branch: branchId, category: patronCategoryId, type: itemTypeId },
    });
  }
}
