import { Component, inject, input, output } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Name2 } from '../api-types';
import { ReferenceData } from '../forms/reference-data';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { Skeleton } from '../ui/skeleton';

export interface NamedRow {
  readonly id: number;
  readonly code: string;
  readonly name: Name2;
  readonly membershipMonths?: number;
}

/** Patron categories or item types: code and name in both languages. */
@Component({
  selector: 'app-named-table',
  imports: [EmptyState, ErrorState, MatIcon, MatIconButton, Skeleton, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'settings.named'">
      @if (reference.error(); as error) {
        <app-error-state [error]="error" (retry)="reference.reload()" />
      } @else if (reference.isLoading() && rows().length === 0) {
        <app-skeleton [lines]="4" height="2rem" />
      } @else if (rows().length === 0) {
        <app-empty-state icon="rule" [title]="empty()" />
      } @else {
        <div class="table-frame" tabindex="0" role="region" [attr.aria-label]="label()">
          <table class="rows">
            <thead>
              <tr>
                <th scope="col">Français</th>
                <th scope="col">English</th>
                <th scope="col">{{ t('code') }}</th>
                @if (hasMembership()) {
                  <th scope="col" class="number">{{ t('membership') }}</th>
                }
                <th scope="col">
                  <span class="visually-hidden">{{ t('actions') }}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              @for (row of rows(); track row.id) {
                <tr>
                  <th scope="row" lang="fr">{{ row.name.fr }}</th>
                  <td lang="en">{{ row.name.en }}</td>
                  <td>{{ row.code }}</td>
                  @if (hasMembership()) {
                    <td class="number">{{ t('months', { count: row.membershipMonths }) }}</td>
                  }
                  <td class="buttons">
                    <button
                      matIconButton
                      type="button"
                      [attr.aria-label]="t('edit', { name: row.name.fr })"
                      (click)="edit.emit(row.id)"
                    >
                      <mat-icon svgIcon="edit" aria-hidden="true" />
                    </button>
                  </td>
                </tr>
              }
            </tbody>
          </table>
        </div>
      }
    </ng-container>
  `,
  styleUrl: './settings-list.scss',
})
export class NamedTable {
  protected readonly reference = inject(ReferenceData);

  readonly rows = input.required<readonly NamedRow[]>();
  readonly label = input.required<string>();
  readonly empty = input.required<string>();
  readonly hasMembership = input(false);
  readonly edit = output<number>();
}
