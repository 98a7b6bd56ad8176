import { Component, computed, inject, input, output } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective } from '@jsverse/transloco';
import type { RehearsalDraft } from '../api-types';
import { hoursLines, periodText } from '../calendars/periods';
import { ReferenceData } from '../forms/reference-data';
import { Language } from '../i18n/language';
import { isSameScope, linesAt, valueOf, type PolicyScope } from './policy-scope';
import { PolicyWords } from './policy-words';
import { DraftPolicyStore, withDraft } from './draft-policy-store';
import type { DraftClosure, DraftExceptionalDays, DraftPolicy } from './rehearsal';

/** All that a draft would change: for each rule what holds now and what would, the closures and the exceptional days. */
@Component({
  selector: 'app-draft-changes',
  imports: [MatIcon, MatIconButton, TranslocoDirective],
  template: `
    <ul *transloco="let t; prefix: 'policies.rehearsal'">
      @for (line of policies(); track $index) {
        <li>
          <div class="what">
            <span class="name">{{ line.label }}</span>
            <span class="small quiet">{{ line.place }}</span>
          </div>
          <span class="change tabular">
            <del>{{ line.before }}</del>
            <mat-icon svgIcon="chevron_right" aria-hidden="true" />
            <ins>{{ line.after }}</ins>
          </span>
          @if (!isFixed()) {
            <button
              matIconButton
              type="button"
              [attr.aria-label]="t('drop', { name: line.label })"
              (click)="drop(line.change)"
            >
              <mat-icon svgIcon="close" aria-hidden="true" />
            </button>
          }
        </li>
      }
      @for (closure of closures(); track $index) {
        <li>
          <div class="what">
            <span class="name">{{ t('closed', { reason: closure.reason }) }}</span>
            <span class="small quiet">{{ closure.place }}</span>
          </div>
          <span class="change tabular"
            ><ins>{{ closure.days }}</ins></span
          >
          @if (!isFixed()) {
            <button
              matIconButton
              type="button"
              [attr.aria-label]="t('drop', { name: closure.reason })"
              (click)="dropClosure(closure.change)"
            >
              <mat-icon svgIcon="close" aria-hidden="true" />
            </button>
          }
        </li>
      }
      @for (days of exceptional(); track $index) {
        <li>
          <div class="what">
            <span class="name">{{ t('exceptional.' + days.change.kind, { reason: days.change.reason }) }}</span>
            <span class="small quiet">{{ days.place }}</span>
          </div>
          <span class="change tabular"
            ><ins>{{ days.days }}{{ days.hours ? ' · ' + days.hours : '' }}</ins></span
          >
          @if (!isFixed()) {
            <button
              matIconButton
              type="button"
              [attr.aria-label]="t('drop', { name: days.change.reason })"
              (click)="dropExceptional(days.change)"
            >
              <mat-icon svgIcon="close" aria-hidden="true" />
            </button>
          }
        </li>
      }
      @if (policies().length + closures().length + exceptional().length === 0) {
        <li class="quiet">{{ t('noChanges') }}</li>
      }
    </ul>
  `,
  styles: `
    li {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 16px;
      min-height: 48px;
    }
    li + li {
      border-block-start: 1px solid var(--mat-sys-outline-variant);
    }
    .what {
      display: grid;
      flex: 1 1 240px;
      padding-block: 8px;
    }
    .name {
      font-weight: 550;
    }
    .change {
      display: flex;
      align-items: center;
      gap: 8px;
    }
    del {
      color: var(--mat-sys-on-surface-variant);
    }
    ins {
      font-weight: 650;
      text-decoration: none;
      color: var(--mat-sys-primary);
    }
    .change mat-icon {
      width: 18px;
      height: 18px;
      color: var(--mat-sys-outline);
    }
  `,
})
export class DraftChanges {
  private readonly published = inject(DraftPolicyStore).published;
  private readonly words = inject(PolicyWords);
  private readonly reference = inject(ReferenceData);
  private readonly language = inject(Language);

  readonly draft = input.required<RehearsalDraft>();
  /** The draft can no longer be changed. */
  readonly isFixed = input(false);
  readonly edited = output<RehearsalDraft>();

  protected readonly policies = computed(() =>
    this.draft().policies.map((change) => ({
      change,
      label: this.words.label(change.name),
      place: this.words.scope(change),
      before: this.wordsAt(change, []),
      after: this.wordsAt(change, this.draft().policies),
    })),
  );
  protected readonly closures = computed(() =>
    this.draft().closures.added.map((change) => ({
      change,
      reason: change.reason,
      place: this.placeOf(change),
      days: periodText(change, this.language.current()),
    })),
  );
  protected readonly exceptional = computed(() =>
    (this.draft().exceptionalDays?.added ?? []).map((change) => ({
      change,
      place: this.placeOf(change),
      days: periodText({ isYearly: false, ...change }, this.language.current()),
      hours: hoursLines({ isYearly: false, ...change }, this.language.current()).join(', '),
    })),
  );

  protected drop(change: DraftPolicy): void {
    this.edited.emit({ ...this.draft(), policies: this.draft().policies.filter((one) => one !== change) });
  }

  protected dropClosure(change: DraftClosure): void {
    const { added, removed } = this.draft().closures;
    this.edited.emit({ ...this.draft(), closures: { added: added.filter((one) => one !== change), removed } });
  }

  protected dropExceptional(change: DraftExceptionalDays): void {
    const { added = [], removed = [] } = this.draft().exceptionalDays ?? {};
    this.edited.emit({ ...this.draft(), exceptionalDays: { added: added.filter((one) => one !== change), removed } });
  }

  private placeOf({ branchId }: { branchId: number | null }): string {
    return branchId === null
      ? this.words.scope({ branchId: null, patronCategoryId: null, itemTypeId: null })
      : this.reference.branchName(branchId);
  }

  /** What holds at the change's scope with some changes laid over what is published. */
  private wordsAt(change: DraftPolicy, changes: readonly DraftPolicy[]): string {
    const scope: PolicyScope = change;
    const rows = withDraft(this.published.rows(), changes);
    const lines = linesAt(this.published.definitions(), rows, scope);
    const line = lines.find(({ definition }) => definition.name === change.name);
    if (line === undefined) return '';
    const isOwn = line.own !== null && isSameScope(line.own, scope);
    const value = this.words.value(line.definition, valueOf(line), line.unit);
    return isOwn ? value : `${value} (${this.words.scope(line.inherited.source)})`;
  }
}
