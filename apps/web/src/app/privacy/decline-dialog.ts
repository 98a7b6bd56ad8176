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
import type { ErasureRequest, PendingErasure } from '../api-types';
import { attempt } from '../forms/attempt';
import { ProblemTexts } from '../ui/problem-texts';

/** Asks staff why a request to be erased is declined, and declines it. Closes with the request. */
@Component({
  imports: [MatButton, MatDialogActions, MatDialogContent, MatDialogTitle, TranslocoDirective],
  template: `
    <form *transloco="let t; prefix: 'privacy.declining'" (submit)="decline($event, reason.value)">
      <h2 matDialogTitle>{{ t('title', { name: request.patron.name }) }}</h2>
      <mat-dialog-content>
        <p>{{ t('text') }}</p>
        <label>
          <span>{{ t('reason') }}</span>
          <input #reason type="text" required pattern=".*\\S.*" maxlength="300" autocomplete="off" />
        </label>
        @if (attempt.problem(); as problem) {
          <p class="problem" role="alert">{{ texts.sentence(problem) }}</p>
        }
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button matButton type="button" (click)="dialog.close()">{{ t('cancel') }}</button>
        <button matButton="filled" type="submit" [disabled]="attempt.isBusy()">{{ t('action') }}</button>
      </mat-dialog-actions>
    </form>
  `,
  styleUrl: '../holds/hold-dialogs.scss',
})
export class DeclineDialog {
  protected readonly request = inject<PendingErasure>(MAT_DIALOG_DATA);
  protected readonly dialog = inject<MatDialogRef<DeclineDialog, ErasureRequest>>(MatDialogRef);
  protected readonly texts = inject(ProblemTexts);
  private readonly api = inject(Api);

  protected readonly attempt = attempt();

  protected async decline(event: Event, reason: string): Promise<void> {
    event.preventDefault();
    if (this.attempt.isBusy()) return;
    await this.attempt.run(async () => {
      const params = { id: this.request.patron.id, body: { reason: reason.trim() } };
      this.dialog.close(await this.api.call('POST /api/v1/patrons/{id}/erasure-request/decline', params));
    });
  }
}
