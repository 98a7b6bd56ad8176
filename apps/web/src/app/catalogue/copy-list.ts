import { Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective, TranslocoPipe } from '@jsverse/transloco';
import type { ItemState, ItemSummary } from '../api-types';
import { LibraryLists } from '../patrons/library-lists';
import { Session } from '../session/session';
import { LocalDatePipe } from '../ui/local-date-pipe';

/** The copies of a record, by branch: where each stands and whether it can be taken. The reader's branch comes first. */
@Component({
  selector: 'app-copy-list',
  imports: [LocalDatePipe, TranslocoDirective, TranslocoPipe],
  template: `
    <ng-container *transloco="let t; prefix: 'catalogue'">
      @for (branch of branches(); track branch.id) {
        <section class="branch" [attr.aria-label]="branch.name">
          <h3>{{ branch.name }}</h3>
          <ul>
            @for (item of branch.items; track item.id) {
              <li>
                <span class="place">
                  @if (item.volume; as volume) {
                    <strong>{{ volume }}</strong>
                  }
                  @if (item.callNumber; as callNumber) {
                    <span class="call">{{ callNumber }}</span>
                  }
                  <span class="quiet">{{ item.location }}</span>
                </span>
                <span class="state">
                  <span class="tag" [class]="toneOf(item.state)">{{ 'states.' + item.state | transloco }}</span>
                  @if (item.dueAt && item.state === 'on_loan') {
                    <span class="quiet small">{{
                      t('backOn', { day: (item.dueAt | localDate: 'day' : branch.timeZone) })
                    }}</span>
                  }
                </span>
                @if (session.isStaff()) {
                  <span class="barcode tabular small quiet">{{ item.barcode }}</span>
                }
              </li>
            }
          </ul>
        </section>
      } @empty {
        <p class="quiet">{{ t('noCopies') }}</p>
      }
    </ng-container>
  `,
  styleUrl: './copy-list.scss',
})
export class CopyList {
  protected readonly session = inject(Session);
  private readonly lists = inject(LibraryLists);

  readonly items = input.required<ItemSummary[]>();

  protected readonly branches = computed(() => {
    const mine = this.session.actor().branchId;
    const ids = [...new Set(this.items().map((item) => item.currentBranchId))];
    return ids
      .map((id) => ({
        id,
        name: this.lists.branchName(id),
        timeZone: this.lists.timeZoneOf(id),
        items: this.items().filter((item) => item.currentBranchId === id),
      }))
      .sort((a, b) => Number(b.id === mine) - Number(a.id === mine) || a.name.localeCompare(b.name));
  });

  protected toneOf(state: ItemState): string {
    if (state === 'available') return 'yes';
    return state === 'on_loan' || state === 'in_transit' || state === 'on_hold_shelf' ? 'wait' : 'none';
  }
}
