import { Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api } from '../api';
import type { Hold } from '../api-types';
import { Confirm } from '../ui/confirm';
import { EmptyState } from '../ui/empty-state';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { LibraryLists } from './library-lists';
import { PatronFile } from './patron-file';

/** What the reader reserved: where each stands, where it is collected, suspending and cancelling. */
@Component({
  imports: [EmptyState, LocalDatePipe, MatButton, RouterLink, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'patrons'">
      @if (file.all(); as all) {
        @if (all.holds.length === 0) {
          <app-empty-state icon="hold" [title]="t('holds.empty')" />
        } @else {
          <div class="table-frame">
            <table class="rows">
              <thead>
                <tr>
                  <th scope="col">{{ t('column.title') }}</th>
                  <th scope="col">{{ t('column.state') }}</th>
                  <th scope="col">{{ t('column.pickup') }}</th>
                  <th scope="col" class="wide-only">{{ t('column.placedOn') }}</th>
                  <th scope="col">
                    <span class="visually-hidden">{{ t('column.actions') }}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                @for (hold of all.holds; track hold.id) {
                  <tr>
                    <th scope="row">
                      <a class="serif" [routerLink]="['/records', hold.record.id]">{{ hold.record.title }}</a>
                      @if (hold.trappedItem; as item) {
                        <span class="small quiet tabular">{{ item.barcode }}</span>
                      }
                    </th>
                    <td>
                      @if (hold.status === 'ready') {
                        <span class="tag yes">{{ t('holds.ready', { day: (hold.pickupUntil | localDate) }) }}</span>
                      } @else if (hold.status === 'in_transit') {
                        <span class="tag wait">{{ t('holds.in_transit') }}</span>
                      } @else if (hold.isSuspended) {
                        <span class="tag">{{ t('holds.suspended') }}</span>
                      } @else {
                        {{ t('holds.waiting', { position: hold.position }) }}
                      }
                    </td>
                    <td>
                      <select
                        #branch
                        [attr.aria-label]="t('holds.pickupOf', { title: hold.record.title })"
                        (change)="change(hold, { pickupBranchId: +branch.value })"
                      >
                        @for (place of lists.pickupBranches(); track place.id) {
                          <option [value]="place.id" [selected]="place.id === hold.pickupBranchId">
                            {{ place.name }}
                          </option>
                        }
                      </select>
                    </td>
                    <td class="wide-only nowrap">{{ hold.placedAt | localDate }}</td>
                    <td class="doing">
                      @if (hold.status === 'waiting') {
                        <button matButton type="button" (click)="change(hold, { isSuspended: !hold.isSuspended })">
                          {{ t(hold.isSuspended ? 'holds.resume' : 'holds.suspend') }}
                        </button>
                      }
                      <button
                        matButton
                        type="button"
                        [attr.aria-label]="t('holds.cancelOne', { title: hold.record.title })"
                        (click)="cancel(hold)"
                      >
                        {{ t('holds.cancel') }}
                      </button>
                    </td>
                  </tr>
                }
              </tbody>
            </table>
          </div>
        }
      }
    </ng-container>
  `,
  styleUrl: './patron-tabs.scss',
})
export class PatronHolds {
  protected readonly file = inject(PatronFile);
  protected readonly lists = inject(LibraryLists);
  private readonly api = inject(Api);
  private readonly confirm = inject(Confirm);
  private readonly transloco = inject(TranslocoService);

  protected async change(
    { id, version }: Hold,
    body: { pickupBranchId?: number; isSuspended?: boolean },
  ): Promise<void> {
    await this.file.change(
      (once) => this.api.call('PATCH /api/v1/holds/{id}', { id, body }, { ...once, version }),
      'said.holdChanged',
    );
    this.file.reload();
  }

  protected async cancel({ id, record }: Hold): Promise<void> {
    const t = (key: string) => this.transloco.translate<string>(`patrons.holds.${key}`, { title: record.title });
    const isSure = await this.confirm.ask({
      title: t('sure'),
      text: t('sureText'),
      action: t('sureAction'),
      isDangerous: true,
    });
    if (!isSure) return;
    await this.file.change((once) => this.api.call('DELETE /api/v1/holds/{id}', { id }, once), 'said.holdCancelled');
    this.file.reload();
  }
}
