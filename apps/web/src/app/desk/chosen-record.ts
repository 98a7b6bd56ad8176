import { afterRenderEffect, Component, computed, ElementRef, inject, linkedSignal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { LibraryLists } from '../patrons/library-lists';
import { DeskStore } from './desk-store';

/** A title that was chosen from the box's list: reserve it for the present reader, or look at it. */
@Component({
  selector: 'app-chosen-record',
  imports: [MatButton, RouterLink, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'desk'">
      @if (store.chosenRecord(); as record) {
        <section class="sheet spread" [attr.aria-label]="t('chosen.label')">
          <div>
            <h2>{{ record.title }}</h2>
            <p class="quiet">
              {{ record.authors.join(', ') }} ·
              {{ t('choice.available', { count: record.availability.available, total: record.availability.total }) }}
            </p>
          </div>
          <div class="row">
            @if (store.patronId(); as patronId) {
              <label>
                <span class="small">{{ t('chosen.pickup') }}</span>
                <select #branch (change)="pickupBranchId.set(+branch.value)">
                  @for (place of lists.pickupBranches(); track place.id) {
                    <option [value]="place.id" [selected]="place.id === pickupBranchId()">{{ place.name }}</option>
                  }
                </select>
              </label>
              <button #reserveButton matButton="filled" type="button" (click)="reserve(patronId)">
                {{ t('chosen.reserveFor', { name: store.readerName() }) }}
              </button>
            } @else {
              <span class="quiet small">{{ t('chosen.openReaderFirst') }}</span>
            }
            <a matButton [routerLink]="['/records', record.id]">{{ t('action.openRecord') }}</a>
            <button matButton type="button" (click)="store.chosenRecord.set(null)">{{ t('action.dismiss') }}</button>
          </div>
        </section>
      }
    </ng-container>
  `,
  styles: `
    :host(:empty) {
      display: none;
    }
    h2 {
      font-size: 1.25rem;
    }
    label {
      display: flex;
      align-items: center;
      gap: 8px;
    }
    select {
      height: 40px;
      padding-inline: 8px;
      border: 1px solid var(--mat-sys-outline);
      border-radius: 8px;
      background: var(--mat-sys-surface-container-lowest);
    }
  `,
})
export class ChosenRecord {
  protected readonly store = inject(DeskStore);
  protected readonly lists = inject(LibraryLists);

  /** Here, if readers can collect here; else where the reader is at home. */
  protected readonly pickupBranchId = linkedSignal(() => {
    const places = this.lists.pickupBranches();
    const wanted = [this.store.branchId(), this.store.reader()?.patron.branchId];
    return wanted.find((wish) => places.some(({ id }) => id === wish)) ?? places[0]?.id ?? null;
  });
  private readonly record = computed(() => this.store.chosenRecord());
  private readonly button = viewChild<unknown, ElementRef<HTMLElement>>('reserveButton', { read: ElementRef });

  constructor() {
    // A third Enter reserves; a scan goes to the box from here as from anywhere.
    afterRenderEffect(() => this.record() && this.button()?.nativeElement.focus());
  }

  protected reserve(patronId: number): void {
    const record = this.record();
    const pickupBranchId = this.pickupBranchId();
    if (record === null || pickupBranchId === null) return;
    this.store.chosenRecord.set(null);
    this.store.send({ kind: 'place-hold', patronId, recordId: record.id, pickupBranchId, title: record.title });
  }
}
