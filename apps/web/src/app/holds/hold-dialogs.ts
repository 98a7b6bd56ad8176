import type { ComponentType } from '@angular/cdk/overlay';
import { inject, Injectable, Injector } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { Hold, PlacedHold } from '../api-types';
import type { HoldPlan } from './hold-placing';

/** Opens the dialogs about a hold; their code is fetched the first time. Each answers undefined when nothing was done. */
@Injectable({ providedIn: 'root' })
export class HoldDialogs {
  private readonly injector = inject(Injector);

  /** Changes where a hold is collected, when it waits, or lets it sleep. */
  async edit(hold: Hold): Promise<Hold | undefined> {
    const { HoldEditor } = await import('./hold-editor');
    return this.open<Hold, Hold>(HoldEditor, hold);
  }

  /** Cancels a hold, with the reason that staff give. */
  async cancel(hold: Hold): Promise<Hold | undefined> {
    const { HoldCancel } = await import('./hold-cancel');
    return this.open<Hold, Hold>(HoldCancel, hold);
  }

  /** Places a hold for a reader; what is known of reader and title need not be asked. */
  async place(plan: HoldPlan): Promise<PlacedHold | undefined> {
    const { HoldPlacing } = await import('./hold-placing');
    return this.open<HoldPlan, PlacedHold>(HoldPlacing, plan);
  }

  private async open<D, R>(component: ComponentType<unknown>, data: D): Promise<R | undefined> {
    const { MatDialog } = await import('@angular/material/dialog');
    const dialog = this.injector.get(MatDialog).open<unknown, D, R>(component, { data, width: '560px' });
    return firstValueFrom(dialog.afterClosed());
  }
}
