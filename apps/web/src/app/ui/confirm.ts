import { inject, Injectable, Injector } from '@angular/core';
import { firstValueFrom } from 'rxjs';

export interface Question {
  title: string;
  text?: string;
  /** The verb on the button: “Delete the copy”, never “OK”. */
  action: string;
  cancel?: string;
  isDangerous?: boolean;
}

/** Asks before what cannot be undone. The dialog's code is fetched the first time. */
@Injectable({ providedIn: 'root' })
export class Confirm {
  private readonly injector = inject(Injector);

  async ask(question: Question): Promise<boolean> {
    const [{ MatDialog }, { ConfirmDialog }] = await Promise.all([
      import('@angular/material/dialog'),
      import('./confirm-dialog'),
    ]);
    const dialog = this.injector
      .get(MatDialog)
      .open<unknown, Question, boolean>(ConfirmDialog, { data: question, width: '460px', autoFocus: 'first-tabbable' });
    return (await firstValueFrom(dialog.afterClosed())) === true;
  }
}
