import { Component, inject } from '@angular/core';
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
import type { Hold } from '../api-types';
import { attempt } from '../forms/attempt';
import { ProblemTexts } from '../ui/problem-texts';

/** Asks staff why a hold is cancelled, and cancels it. Closes with the hold. */
@Component({
  imports: [MatButton, MatDialogActions, MatDialogContent, MatDialogTitle, TranslocoDirective],
  template: `
    <form *transloco="let t; prefix: 'holds.cancelling'" (submit)="cancel($event, reason.value)">
      <h2 matDialogTitle>{{ t('title', { name: hold.patron?.name ?? '' }) }}</h2>
      <mat-dialog-content>
        <p>{{ t(hold.status === 'waiting' ? 'waiting' : 'kept', { title: hold.record.title }) }}</p>
        <label>
          <span>{{ t('reason') }}</span>
          <input #reason type="text" maxlength="500" autocomplete="off" [attr.list]="'reasons'" />
          <span class="hint">{{ t('reasonHint') }}</span>
        </label>
        <datalist id="reasons">
          @for (usual of ['asked', 'missing', 'twice', 'late']; track usual) {
            <option [value]="t('usual.' + usual)"></option>
          }
        </datalist>
        @if (attempt.problem(); as problem) {
          <p class="problem" role="alert">{{ texts.sentence(problem) }}</p>
        }
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button matButton type="button" (click)="dialog.close()">{{ t('keep') }}</button>
        <button matButton="filled" class="danger" type="submit" [disabled]="attempt.isBusy()">{{ t('cancel') }}</button>
      </mat-dialog-actions>
    </form>
  `,
  styleUrl: './hold-dialogs.scss',
})
export class HoldCancel {
  protected readonly hold = inject<Hold>(MAT_DIALOG_DATA);
  protected readonly dialog = inject<MatDialogRef<HoldCancel, Hold>>(MatDialogRef);
  protected readonly texts = inject(ProblemTexts);
  private readonly api = inject(Api);

  protected readonly attempt = attempt();

  protected async cancel(event: Event, text: string): Promise<void> {
    event.preventDefault();
    if (this.attempt.isBusy()) return;
    const reason = text.trim();
    await this.attempt.run(async () => {
      const params = { id: this.hold.id, ...(reason === '' ? {} : { reason }) };
      this.dialog.close(await this.api.call('DELETE /api/v1/holds/{id}', params));
    });
  }
}
