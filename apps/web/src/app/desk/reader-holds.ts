import { Component, computed, inject, linkedSignal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Hold } from '../api-types';
import { LibraryLists } from '../patrons/library-lists';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { DeskStore } from './desk-store';

const ORDER = ['ready', 'in_transit', 'waiting'];

/** What the present reader reserved: first what lies on the hold shelf and is to be handed over now. */
@Component({
  selector: 'app-reader-holds',
  imports: [LocalDatePipe, MatButton, MatIcon, RouterLink, TranslocoDirective],
  template: `
    <section aria-labelledby="holds-title" *transloco="let t; prefix: 'desk'">
      <h3 id="holds-title">{{ t('reader.holds') }}</h3>
      @if (holds().length === 0) {
        <p class="quiet">{{ t('reader.noHolds') }}</p>
      } @else {
        <ul class="holds">
          @for (hold of holds(); track hold.id) {
            <li [class.ready]="hold.status === 'ready'">
              <div class="what">
                @if (hold.status === 'ready') {
                  <strong class="hand-over"
                    ><mat-icon svgIcon="hold" aria-hidden="true" />{{ t('hold.handOver') }}</strong
                  >
                }
                <a class="serif" [routerLink]="['/records', hold.record.id]">{{ hold.record.title }}</a>
                @if (hold.volume ?? hold.itemBarcode; as wanted) {
                  <span class="small tabular">{{ wanted }}</span>
                }
                <span class="small quiet">
                  @switch (hold.status) {
                    @case ('ready') {
                      {{ t('hold.ready', { day: (hold.pickupUntil | localDate: 'weekday') }) }}
                      @if (hold.trappedItem; as item) {
                        · <span class="tabular">{{ item.barcode }}</span>
                      }
                    }
                    @case ('in_transit') {
                      {{ t('hold.in_transit') }}
                    }
                    @default {
                      @if (hold.isSuspended) {
                        {{
                          hold.suspendedUntil
                            ? t('hold.suspendedUntil', { day: (hold.suspendedUntil | localDate) })
                            : t('hold.suspended')
                        }}
                      } @else {
                        <a [routerLink]="['/circulation/queues', hold.record.id]">{{
                          t('hold.waiting', { position: hold.position })
                        }}</a>
                      }
                    }
                  }
                </span>
                <label class="small">
                  <span class="visually-hidden">{{ t('hold.pickupOf', { title: hold.record.title }) }}</span>
                  <select #branch (change)="moveTo(hold, +branch.value)">
                    @for (place of lists.pickupBranches(); track place.id) {
                      <option [value]="place.id" [selected]="place.id === hold.pickupBranchId">
                        {{ place.name }}
                      </option>
                    }
                  </select>
                </label>
              </div>
              <span class="doing">
                <button
                  matButton
                  type="button"
                  [attr.aria-label]="t('action.cancelHoldOf', { title: hold.record.title })"
                  (click)="cancel(hold)"
                >
                  {{ t(doubted() === hold.id ? 'action.cancelHoldSure' : 'action.cancelHold') }}
                </button>
              </span>
            </li>
          }
        </ul>
      }
    </section>
  `,
  styleUrl: './reader-list.scss',
})
export class ReaderHolds {
  protected readonly store = inject(DeskStore);
  protected readonly lists = inject(LibraryLists);

  protected readonly holds = computed(() =>
    [...(this.store.reader()?.holds ?? [])].sort((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status)),
  );

  /** The reservation whose cancelling was asked for once: its place in the queue would be lost, so it takes two. */
  protected readonly doubted = linkedSignal<Hold[], number | null>({ source: this.holds, computation: () => null });

  protected cancel({ id, record }: Hold): void {
    if (this.doubted() !== id) return this.doubted.set(id);
    this.store.send({ kind: 'cancel-hold', holdId: id, title: record.title });
  }

  protected moveTo({ id, record, version }: Hold, pickupBranchId: number): void {
    this.store.send({ kind: 'pickup-branch', holdId: id, pickupBranchId, title: record.title, version });
  }
}
