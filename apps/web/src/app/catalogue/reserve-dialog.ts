import { Component, computed, inject, linkedSignal, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { MatIcon } from '@angular/material/icon';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Api } from '../api';
import type { Hold, RecordDetail } from '../api-types';
import { attempt } from '../forms/attempt';
import { HoldWish } from '../holds/hold-wish';
import { bodyOfWish, firstWish, type Wish } from '../holds/hold-words';
import { Language } from '../i18n/language';
import { LibraryLists } from '../patrons/library-lists';
import { ProblemError } from '../session/problem-error';
import { Session } from '../session/session';
import { ProblemTexts } from '../ui/problem-texts';
import { ordinal } from './record-words';
import { RefusalTexts } from './refusal-texts';

/** Asks where a reader wants to collect a title, then says their place in the queue. Closes with the hold. */
@Component({
  imports: [
    HoldWish,
    MatButton,
    MatDialogActions,
    MatDialogContent,
    MatDialogTitle,
    MatIcon,
    RouterLink,
    TranslocoDirective,
  ],
  templateUrl: './reserve-dialog.html',
  styleUrl: './reserve-dialog.scss',
})
export class ReserveDialog {
  protected readonly record = inject<RecordDetail>(MAT_DIALOG_DATA);
  protected readonly dialog = inject<MatDialogRef<ReserveDialog, Hold>>(MatDialogRef);
  protected readonly lists = inject(LibraryLists);
  protected readonly texts = inject(ProblemTexts);
  protected readonly refusals = inject(RefusalTexts);
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly language = inject(Language);
  /** Pressing twice, or again after a silence, cannot reserve twice; what was refused may be asked for otherwise. */
  private key = crypto.randomUUID();

  protected readonly pickup = linkedSignal(() => {
    const branches = this.lists.pickupBranches();
    return (branches.find(({ id }) => id === this.session.actor().branchId) ?? branches[0])?.id ?? null;
  });
  protected readonly wish = signal<Wish>(firstWish(this.record.items));
  protected readonly startsOn = signal('');
  protected readonly expiresOn = signal('');
  protected readonly attempt = attempt();
  protected readonly hold = signal<Hold | null>(null);
  protected readonly reasons = computed(() => {
    const problem = this.attempt.problem();
    return problem instanceof ProblemError ? problem.refusals.map((refusal) => this.refusals.describe(refusal)) : [];
  });
  protected readonly place = computed(() => {
    const position = this.hold()?.position;
    return position ? ordinal(position, this.language.current()) : null;
  });

  protected async reserve(): Promise<void> {
    const pickupBranchId = this.pickup();
    if (pickupBranchId === null || this.attempt.isBusy()) return;
    await this.attempt.run(async () => {
      const [startsOn, expiresOn] = [this.startsOn(), this.expiresOn()];
      const body = {
        recordId: this.record.id,
        pickupBranchId,
        ...bodyOfWish(this.wish()),
        ...(startsOn === '' ? {} : { startsOn }),
        ...(expiresOn === '' ? {} : { expiresOn }),
      };
      this.hold.set(await this.api.call('POST /api/v1/holds', { body }, { key: this.key }));
    });
    const problem = this.attempt.problem();
    if (problem instanceof ProblemError && problem.status !== 0) this.key = crypto.randomUUID();
  }
}
