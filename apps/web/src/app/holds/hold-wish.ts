import { Component, computed, input, model } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { ItemSummary } from '../api-types';
import { volumesOf, type Wish } from './hold-words';

/** What exactly is asked for: any copy, one volume where there are several, and for staff one very copy. */
@Component({
  selector: 'app-hold-wish',
  imports: [TranslocoDirective],
  template: `
    @if (volumes().length > 0 || withItems()) {
      <label *transloco="let t; prefix: 'holds.wish'">
        <span>{{ t('what') }}</span>
        <select #choice (change)="wish.set(chosen(choice.value))">
          @for (volume of volumes(); track volume) {
            <option [value]="'volume:' + volume" [selected]="isChosen('volume:' + volume)">{{ volume }}</option>
          }
          <option value="any" [selected]="isChosen('any')">
            {{ t(volumes().length > 0 ? 'anyVolume' : 'any') }}
          </option>
          @if (withItems()) {
            @for (item of items(); track item.id) {
              <option [value]="'item:' + item.id" [selected]="isChosen('item:' + item.id)">
                {{ t('item', { copy: lineOf(item) }) }}
              </option>
            }
          }
        </select>
      </label>
    }
  `,
  styleUrl: './hold-dialogs.scss',
})
export class HoldWish {
  readonly items = input.required<readonly ItemSummary[]>();
  readonly withItems = input(false);
  readonly wish = model.required<Wish>();

  protected readonly volumes = computed(() => volumesOf(this.items()));

  protected lineOf({ barcode, volume, callNumber }: ItemSummary): string {
    return [barcode, volume, callNumber].filter(Boolean).join(' · ');
  }

  protected isChosen(value: string): boolean {
    const wish = this.wish();
    if (wish.kind === 'any') return value === 'any';
    return value === (wish.kind === 'volume' ? `volume:${wish.volume}` : `item:${wish.itemId}`);
  }

  protected chosen(value: string): Wish {
    if (value.startsWith('volume:')) return { kind: 'volume', volume: value.slice('volume:'.length) };
    if (value.startsWith('item:')) return { kind: 'item', itemId: Number(value.slice('item:'.length)) };
    return { kind: 'any' };
  }
}
