import { Component, inject, Injector } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialog, MatDialogActions, MatDialogContent, MatDialogRef, MatDialogTitle } from '@angular/material/dialog';
import { TranslocoDirective } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import { SignInForm } from './sign-in-form';

/** Over the page whose call was refused: signing in here keeps what was typed there. */
@Component({
  imports: [MatButton, MatDialogActions, MatDialogContent, MatDialogTitle, SignInForm, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'shell.signInAgain'">
      <h2 matDialogTitle>{{ t('title') }}</h2>
      <mat-dialog-content>
        <p class="text">{{ t('text') }}</p>
        <app-sign-in-form (signedIn)="dialog.close(true)" />
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button matButton type="button" (click)="dialog.close(false)">{{ t('leave') }}</button>
      </mat-dialog-actions>
    </ng-container>
  `,
  styles: `
    .text {
      margin-block-end: 20px;
    }
  `,
})
export class SignInAgain {
  protected readonly dialog = inject<MatDialogRef<SignInAgain, boolean>>(MatDialogRef);
}

/** Resolves to true once someone has signed in. */
export async function askToSignInAgain(injector: Injector): Promise<boolean> {
  const dialog = injector.get(MatDialog).open<SignInAgain, unknown, boolean>(SignInAgain, {
    width: '460px',
    disableClose: true,
  });
  return (await firstValueFrom(dialog.afterClosed())) === true;
}
