import { Component, ElementRef, inject, input, output, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective } from '@jsverse/transloco';
import { Api } from '../api';
import type { Outcome, Slip } from '../desk/desk-types';
import { DeskWords } from '../desk/desk-words';
import { problemOutcome, returnOutcome } from '../desk/outcomes';
import { cleanScan } from '../desk/scan-text';
import { ProblemError } from '../session/problem-error';
import { Sounds } from '../ui/sounds';

/** What scanning a copy of a list does: take it in hand, or confirm that it was fetched for who waits. */
export type ListAction = 'returns' | 'pulls';

interface Told {
  id: string;
  outcome: Outcome;
}

const KEPT = 5;

/** A box for the copies of a list, and what became of the last ones: where each goes, with its slip. */
@Component({
  selector: 'app-list-scan',
  imports: [MatButton, MatIcon, TranslocoDirective],
  templateUrl: './list-scan.html',
  styleUrl: './list-scan.scss',
})
export class ListScan {
  private readonly api = inject(Api);
  private readonly sounds = inject(Sounds);
  protected readonly words = inject(DeskWords);

  readonly action = input.required<ListAction>();
  readonly branchId = input.required<number | null>();
  readonly label = input.required<string>();
  /** A copy was dealt with: the list is another. */
  readonly changed = output<void>();
  readonly slipWanted = output<Slip>();

  protected readonly told = signal<readonly Told[]>([]);
  protected readonly icons = { yes: 'check_circle', no: 'error', attention: 'warning', info: 'info' };
  private readonly field = viewChild<ElementRef<HTMLInputElement>>('field');
  /** One after the other, as they were scanned. */
  private last: Promise<void> = Promise.resolve();

  protected submit(event: Event): void {
    event.preventDefault();
    const field = this.field()?.nativeElement;
    const barcode = cleanScan(field?.value ?? '');
    if (!field || barcode === '') return;
    field.value = '';
    void this.run(barcode);
  }

  /** Deals with a copy, scanned or chosen in the list. */
  run(barcode: string, title = ''): Promise<void> {
    const key = crypto.randomUUID();
    this.last = this.last.then(() => this.send(barcode, title, key));
    return this.last;
  }

  private async send(barcode: string, title: string, key: string): Promise<void> {
    const body = { barcode, branchId: this.branchId() ?? undefined };
    // A refusal is told beside the box and leaves the list as it is; defects surface.
    try {
      this.tell(
        key,
        returnOutcome(await this.api.call(`POST /api/v1/circulation/${this.action()}`, { body }, { key })),
      );
      this.changed.emit();
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      this.tell(key, problemOutcome(error, { kind: 'return', barcode, title }, title === '' ? barcode : title));
    }
  }

  private tell(id: string, outcome: Outcome): void {
    this.told.update((told) => [{ id, outcome }, ...told].slice(0, KEPT));
    if (outcome.tone === 'no') this.sounds.no();
    else if (outcome.tone === 'attention') this.sounds.attention();
    else this.sounds.yes();
  }
}
