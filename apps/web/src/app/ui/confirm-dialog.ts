import { Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogTitle,
} from '@angular/material/dialog';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Question } from './confirm';

@Component({
  imports: [MatButton, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <h2 matDialogTitle>{{ question.title }}</h2>
      @if (question.text; as text) {
        <mat-dialog-content>{{ text }}</mat-dialog-content>
      }
      <mat-dialog-actions align="end">
        <button matButton type="button" [matDialogClose]="false">{{ question.cancel ?? t('ui.cancel') }}</button>
        <button matButton="filled" type="button" [class.danger]="question.isDangerous" [matDialogClose]="true">
          {{ question.action }}
        </button>
      </mat-dialog-actions>
    </ng-container>
  `,
  styles: `
    .danger {
      --mat-button-filled-container-color: var(--mat-sys-error);
      --mat-button-filled-label-text-color: var(--mat-sys-on-error);
    }
  `,
})
export class ConfirmDialog {
  protected readonly question = inject<Question>(MAT_DIALOG_DATA);
}
