import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { TranslocoDirective } from '@jsverse/transloco';
import { Api } from '../api';
import type { Hold, HoldChanges } from '../api-types';
import { attempt } from '../forms/attempt';
import { LibraryLists } from '../patrons/library-lists';
import { ProblemTexts } from '../ui/problem-texts';

interface Draft {
  pickupBranchId: number;
  isSuspended: boolean;
  suspendedUntil: string;
  startsOn: string;
  expiresOn: string;
}

/** Where a hold is collected; and while it waits, from when, until when, and whether it sleeps. Closes with the hold. */
@Component({
  imports: [MatButton, MatDialogActions, MatDialogContent, MatDialogTitle, TranslocoDirective],
  templateUrl: './hold-editor.html',
  styleUrl: './hold-dialogs.scss',
})
export class HoldEditor {
  protected readonly hold = inject<Hold>(MAT_DIALOG_DATA);
  protected readonly dialog = inject<MatDialogRef<HoldEditor, Hold>>(MatDialogRef);
  protected readonly lists = inject(LibraryLists);
  protected readonly texts = inject(ProblemTexts);
  private readonly api = inject(Api);

  protected readonly isWaiting = this.hold.status === 'waiting';
  private readonly before: Draft = {
    pickupBranchId: this.hold.pickupBranchId,
    isSuspended: this.hold.isSuspended,
    suspendedUntil: this.hold.suspendedUntil ?? '',
    startsOn: this.hold.startsOn ?? '',
    expiresOn: this.hold.expiresOn ?? '',
  };
  protected readonly draft = signal(this.before);
  protected readonly attempt = attempt();
  private readonly changes = computed(() => changesOf(this.before, this.draft()));
  protected readonly isChanged = computed(() => Object.keys(this.changes()).length > 0);

  protected set(change: Partial<Draft>): void {
    this.draft.update((draft) => ({ ...draft, ...change }));
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    if (this.attempt.isBusy() || !this.isChanged()) return;
    const { id, version } = this.hold;
    await this.attempt.run(async () => {
      this.dialog.close(await this.api.call('PATCH /api/v1/holds/{id}', { id, body: this.changes() }, { version }));
    });
  }
}

/** Only what was changed: the rest may have been changed by somebody else. */
function changesOf(before: Draft, after: Draft): HoldChanges {
  const orNull = (day: string) => (day === '' ? null : day);
  return {
    ...(after.pickupBranchId === before.pickupBranchId ? {} : { pickupBranchId: after.pickupBranchId }),
    ...(after.isSuspended === before.isSuspended ? {} : { isSuspended: after.isSuspended }),
    ...(after.isSuspended && after.suspendedUntil !== before.suspendedUntil
      ? { suspendedUntil: orNull(after.suspendedUntil) }
      : {}),
    ...(after.startsOn === before.startsOn ? {} : { startsOn: orNull(after.startsOn) }),
    ...(after.expiresOn === before.expiresOn ? {} : { expiresOn: orNull(after.expiresOn) }),
  };
}
