import { Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api } from '../api';
import type { Hold } from '../api-types';
import { HoldDialogs } from '../holds/hold-dialogs';
import { EmptyState } from '../ui/empty-state';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { Toasts } from '../ui/toasts';
import { LibraryLists } from './library-lists';
import { PatronFile } from './patron-file';

/** What the reader reserved: where each stands, where it is collected, suspending and cancelling. */
@Component({
  imports: [EmptyState, LocalDatePipe, MatButton, RouterLink, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'patrons'">
      @if (file.all(); as all) {
        <p class="row choosing">
          <button matButton="outlined" type="button" (click)="place()">{{ t('holds.place') }}</button>
        </p>
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
                      <span class="small quiet tabular">{{ lineOf(hold) }}</span>
                    </th>
                    <td>
                      @if (hold.status === 'ready') {
                        <span class="tag yes">{{ t('holds.ready', { day: (hold.pickupUntil | localDate) }) }}</span>
                      } @else if (hold.status === 'in_transit') {
                        <span class="tag wait">{{ t('holds.in_transit') }}</span>
                      } @else if (hold.isSuspended) {
                        <span class="tag">{{
                          hold.suspendedUntil
                            ? t('holds.suspendedUntil', { day: (hold.suspendedUntil | localDate) })
                            : t('holds.suspended')
                        }}</span>
                      } @else {
                        <a [routerLink]="['/circulation/queues', hold.record.id]"
                          >{{ t('holds.waiting', { position: hold.position })
                          }}<span class="visually-hidden">: {{ hold.record.title }}</span></a
                        >
                      }
                      @if (hold.startsOn; as day) {
                        <span class="small quiet">{{ t('holds.startsOn', { day: (day | localDate) }) }}</span>
                      }
                      @if (hold.expiresOn; as day) {
                        <span class="small quiet">{{ t('holds.expiresOn', { day: (day | localDate) }) }}</span>
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
                        [attr.aria-label]="t('holds.editOne', { title: hold.record.title })"
                        (click)="edit(hold)"
                      >
                        {{ t('holds.edit') }}
                      </button>
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
  private readonly dialogs = inject(HoldDialogs);
  private readonly toasts = inject(Toasts);
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

  protected async edit(hold: Hold): Promise<void> {
    if (await this.dialogs.edit(hold)) this.done('holdChanged');
  }

  protected async cancel(hold: Hold): Promise<void> {
    if (await this.dialogs.cancel(hold)) this.done('holdCancelled');
  }

  protected async place(): Promise<void> {
    const patron = this.file.patron();
    if (patron === null) return;
    const placed = await this.dialogs.place({
      patron: { id: patron.id, name: `${patron.givenName} ${patron.familyName}` },
    });
    if (placed) this.done('holdPlaced');
  }

  protected lineOf({ volume, itemBarcode, trappedItem }: Hold): string {
    return [volume, trappedItem?.barcode ?? itemBarcode].filter(Boolean).join(' · ');
  }

  private done(what: string): void {
    this.toasts.say(this.transloco.translate(`patrons.said.${what}`));
    this.file.reload();
  }
}
