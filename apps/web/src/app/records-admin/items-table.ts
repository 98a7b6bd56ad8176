import { Component, inject, input, output, signal, viewChild } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective, TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { Api } from '../api';
import type { ItemState, ItemSummary } from '../api-types';
import { ReferenceData } from '../forms/reference-data';
import { Session } from '../session/session';
import { Confirm } from '../ui/confirm';
import { EmptyState } from '../ui/empty-state';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { MoneyPipe } from '../ui/money-pipe';
import { ProblemTexts } from '../ui/problem-texts';
import { Toasts } from '../ui/toasts';
import { ItemForm } from './item-form';

const tones: Partial<Record<ItemState, string>> = {
  available: 'yes',
  on_loan: 'wait',
  on_hold_shelf: 'wait',
  in_transit: 'wait',
  damaged: 'no',
  lost: 'no',
};

/** The copies of a title: where each stands, and the form to add or change one in place. */
@Component({
  selector: 'app-items-table',
  imports: [
    EmptyState,
    ItemForm,
    LocalDatePipe,
    MatButton,
    MatIcon,
    MatIconButton,
    MoneyPipe,
    TranslocoDirective,
    TranslocoPipe,
  ],
  template: `
    <section *transloco="let t; prefix: 'recordsAdmin.items'">
      <div class="spread heading">
        <h2>{{ t('title', { count: items().length }) }}</h2>
        @if (editing() === null && items().length > 0) {
          <button matButton="outlined" type="button" (click)="editing.set('new')">
            <mat-icon svgIcon="add" aria-hidden="true" />{{ t('add') }}
          </button>
        }
      </div>
      @if (editing() === 'new') {
        <app-item-form [recordId]="recordId()" [item]="null" (saved)="finish()" (cancelled)="editing.set(null)" />
      } @else if (items().length === 0) {
        <div class="sheet">
          <app-empty-state [title]="t('empty')" [text]="t('emptyText')">
            <button matButton="filled" type="button" (click)="editing.set('new')">{{ t('add') }}</button>
          </app-empty-state>
        </div>
      }
      @if (items().length > 0) {
        <div class="table-frame" tabindex="0" role="region" [attr.aria-label]="t('title', { count: items().length })">
          <table class="rows">
            <thead>
              <tr>
                <th scope="col">{{ t('barcode') }}</th>
                <th scope="col">{{ t('state') }}</th>
                <th scope="col">{{ t('homeBranchId') }}</th>
                <th scope="col">{{ t('callNumber') }}</th>
                <th scope="col">{{ t('itemTypeId') }}</th>
                <th scope="col" class="number">{{ t('price') }}</th>
                <th scope="col">
                  <span class="visually-hidden">{{ t('actions') }}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              @for (item of items(); track item.id) {
                @if (editing() === item.id) {
                  <tr class="editing">
                    <td colspan="7">
                      <app-item-form
                        [recordId]="recordId()"
                        [item]="item"
                        (saved)="finish()"
                        (cancelled)="editing.set(null)"
                      />
                    </td>
                  </tr>
                } @else {
                  <tr>
                    <th scope="row" class="tabular nowrap">{{ item.barcode }}</th>
                    <td>
                      <span class="tag" [class]="tones[item.state]">{{ 'states.' + item.state | transloco }}</span>
                      @if (item.dueAt) {
                        <span class="small quiet nowrap"> {{ item.dueAt | localDate }}</span>
                      }
                      @if (item.note) {
                        <p class="small quiet">{{ item.note }}</p>
                      }
                    </td>
                    <td>
                      {{ reference.branchName(item.homeBranchId) }}
                      @if (item.currentBranchId !== item.homeBranchId) {
                        <p class="small quiet">
                          {{ t('nowAt', { branch: reference.branchName(item.currentBranchId) }) }}
                        </p>
                      }
                    </td>
                    <td>
                      {{ item.callNumber }}
                      @if (item.volume; as volume) {
                        <strong>{{ volume }}</strong>
                      }
                      @if (item.location) {
                        <p class="small quiet">{{ item.location }}</p>
                      }
                    </td>
                    <td>{{ reference.itemTypeName(item.itemTypeId) }}</td>
                    <td class="number">{{ item.price | money }}</td>
                    <td class="nowrap buttons">
                      @if (session.canAt('catalogue.edit', item.homeBranchId)) {
                        <button
                          matIconButton
                          type="button"
                          [attr.aria-label]="t('edit', { barcode: item.barcode })"
                          (click)="editing.set(item.id)"
                        >
                          <mat-icon svgIcon="edit" aria-hidden="true" />
                        </button>
                        <button
                          matIconButton
                          type="button"
                          [attr.aria-label]="t('delete', { barcode: item.barcode })"
                          (click)="remove(item)"
                        >
                          <mat-icon svgIcon="delete" aria-hidden="true" />
                        </button>
                      }
                    </td>
                  </tr>
                }
              }
            </tbody>
          </table>
        </div>
      }
    </section>
  `,
  styles: `
    .heading {
      margin-block-end: 12px;
    }
    app-item-form {
      display: block;
      margin-block-end: 16px;
    }
    .editing app-item-form {
      margin: 0;
    }
    table.rows tr.editing:hover {
      background: none;
    }
    .buttons {
      text-align: end;
      padding-block: 0;
    }
  `,
})
export class ItemsTable {
  private readonly api = inject(Api);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);
  private readonly problemTexts = inject(ProblemTexts);
  private readonly form = viewChild(ItemForm);
  protected readonly reference = inject(ReferenceData);
  protected readonly session = inject(Session);
  protected readonly tones = tones;

  readonly recordId = input.required<number>();
  readonly items = input.required<readonly ItemSummary[]>();
  readonly changed = output<void>();

  /** The copy whose form is open. */
  protected readonly editing = signal<number | 'new' | null>(null);

  hasUnsavedChanges(): boolean {
    return this.form()?.hasUnsavedChanges() ?? false;
  }

  protected finish(): void {
    this.editing.set(null);
    this.changed.emit();
  }

  protected async remove(item: ItemSummary): Promise<void> {
    const text = (key: string) =>
      this.transloco.translate<string>(`recordsAdmin.items.${key}`, { barcode: item.barcode });
    const isSure = await this.confirm.ask({
      title: text('deleteTitle'),
      text: text('deleteText'),
      action: text('deleteAction'),
      isDangerous: true,
    });
    if (!isSure) return;
    // A copy that was ever lent is kept for its history; the server refuses and the toast says so.
    try {
      await this.api.call('DELETE /api/v1/items/{id}', { id: item.id }, { version: item.version });
    } catch (error) {
      this.toasts.say(this.problemTexts.sentence(error), { tone: 'no' });
      return;
    }
    this.toasts.say(text('deleted'));
    this.changed.emit();
  }
}
