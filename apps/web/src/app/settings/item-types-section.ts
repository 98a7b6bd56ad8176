import { Component, computed, inject, signal } from '@angular/core';
import { form, maxLength, required, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api } from '../api';
import type { ItemType, NewItemType } from '../api-types';
import { ConflictTable, type ConflictLine } from '../forms/conflict-table';
import { ProblemNote } from '../forms/problem-note';
import { ReferenceData } from '../forms/reference-data';
import { TextField } from '../forms/text-field';
import type { KeepsChanges } from '../forms/unsaved-changes';
import { NamedTable } from './named-table';
import { namedThings } from './named-things';

const empty = { code: '', nameFr: '', nameEn: '' };
type Draft = typeof empty;

/** What copies are, as far as the rules are concerned: book, DVD, periodical… */
@Component({
  imports: [ConflictTable, MatButton, MatIcon, NamedTable, ProblemNote, TextField, TranslocoDirective],
  host: { '(window:beforeunload)': 'holdWindow($event)' },
  template: `
    <ng-container *transloco="let t; prefix: 'settings'">
      <div class="spread heading">
        <p class="quiet">{{ t('itemTypes.text') }}</p>
        @if (things.editing() === null) {
          <button matButton="filled" type="button" (click)="things.open('new')">
            <mat-icon svgIcon="add" aria-hidden="true" />{{ t('itemTypes.add') }}
          </button>
        }
      </div>
      @if (things.editing(); as editing) {
        <form class="sheet" (submit)="save($event)" novalidate>
          <h2>{{ editing === 'new' ? t('itemTypes.new') : editing.name.fr }}</h2>
          @if (things.submission.problem(); as problem) {
            @if (problem.code !== 'precondition_failed') {
              <app-problem-note [problem]="problem" />
            }
          }
          @if (things.conflicts().length > 0) {
            <app-conflict-table [lines]="conflictLines()" (choose)="things.settle($event)" />
          }
          <div class="two">
            <app-text-field [label]="t('named.nameFr')" [field]="form.nameFr" />
            <app-text-field [label]="t('named.nameEn')" [field]="form.nameEn" />
            <app-text-field [label]="t('named.code')" [field]="form.code" [hint]="t('named.codeHint')" />
          </div>
          <div class="row">
            <button matButton="filled" type="submit" [disabled]="things.submission.isBusy()">
              {{ t('named.save') }}
            </button>
            <button matButton type="button" (click)="things.close()">{{ t('named.cancel') }}</button>
          </div>
        </form>
      }
      <app-named-table
        [rows]="$any(reference.itemTypes())"
        [label]="t('itemTypes.title')"
        [empty]="t('itemTypes.empty')"
        (edit)="open($event)"
      />
    </ng-container>
  `,
  styleUrl: './settings-list.scss',
})
export class ItemTypesSection implements KeepsChanges {
  private readonly api = inject(Api);
  private readonly transloco = inject(TranslocoService);
  protected readonly reference = inject(ReferenceData);

  private readonly model = signal<Draft>(empty);
  protected readonly form = form(this.model, (path) => {
    for (const name of [path.nameFr, path.nameEn]) {
      required(name);
      maxLength(name, 200);
    }
    required(path.code);
    validate(path.code, ({ value }) =>
      value() === '' || /^[A-Za-z0-9][A-Za-z0-9._-]{0,29}$/.test(value().trim()) ? undefined : { kind: 'code' },
    );
  });
  protected readonly things = namedThings<ItemType, Draft, NewItemType>({
    list: () => this.api.call('GET /api/v1/item-types'),
    create: (body) => this.api.call('POST /api/v1/item-types', { body }),
    change: (id, body, version) => this.api.call('PATCH /api/v1/item-types/{id}', { id, body }, { version }),
    model: this.model,
    empty,
    draftOf: (one) => ({ code: one.code, nameFr: one.name.fr, nameEn: one.name.en }),
    bodyOf: (draft) => ({
      code: draft.code.trim(),
      name: { fr: draft.nameFr.trim(), en: draft.nameEn.trim() },
    }),
  });
  protected readonly conflictLines = computed(() =>
    this.things.conflicts().map(({ name, mine, theirs, choice }): ConflictLine => {
      const label = this.transloco.translate<string>(`settings.named.${name}`);
      return { name, label, choice, mine, theirs };
    }),
  );

  hasUnsavedChanges(): boolean {
    return this.things.hasUnsavedChanges();
  }

  protected holdWindow(event: BeforeUnloadEvent): void {
    if (this.hasUnsavedChanges()) event.preventDefault();
  }

  protected open(id: number): void {
    const found = this.reference.itemTypes().find((one) => one.id === id);
    if (found) this.things.open(found);
  }

  protected save(event: Event): void {
    event.preventDefault();
    void this.things.save(this.form);
  }
}
