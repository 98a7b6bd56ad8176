import {
  afterNextRender,
  Component,
  computed,
  DestroyRef,
  ElementRef,
  inject,
  Injector,
  signal,
  ViewEncapsulation,
} from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Receipt } from '../api-types';
import { LibraryLists } from '../patrons/library-lists';
import { Session } from '../session/session';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { MoneyPipe } from '../ui/money-pipe';
import type { Slip } from './desk-types';

export type Sheet = { kind: 'slips'; slips: readonly Slip[] } | { kind: 'receipt'; receipt: Receipt };

/**
 * The paper side of the desk: slips and receipts, sized for a receipt printer and fit for any other. It lives at the end
 * of the body and shows on paper only, instead of everything else.
 */
@Component({
  selector: 'app-print-sheet',
  imports: [LocalDatePipe, MoneyPipe, TranslocoDirective],
  templateUrl: './print-sheet.html',
  styleUrl: './print-sheet.scss',
  encapsulation: ViewEncapsulation.None, // the rest of the page, outside this component, must not be printed
})
export class PrintSheet {
  private readonly injector = inject(Injector);
  protected readonly session = inject(Session);
  protected readonly lists = inject(LibraryLists);

  protected readonly sheet = signal<Sheet | null>(null);
  protected readonly slips = computed(() => {
    const sheet = this.sheet();
    return sheet?.kind === 'slips' ? sheet.slips : [];
  });
  protected readonly asReceipt = computed(() => {
    const sheet = this.sheet();
    return sheet?.kind === 'receipt' ? sheet.receipt : null;
  });
  protected readonly now = signal('');

  constructor() {
    const element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    document.body.append(element);
    inject(DestroyRef).onDestroy(() => element.remove());
  }

  /** Opens the browser's print dialog with this sheet alone. */
  print(sheet: Sheet): void {
    this.now.set(new Date().toISOString());
    this.sheet.set(sheet);
    afterNextRender(
      () => {
        const { classList } = document.documentElement;
        classList.add('printing-sheet');
        window.addEventListener('afterprint', () => classList.remove('printing-sheet'), { once: true });
        window.print();
      },
      { injector: this.injector },
    );
  }
}
