import { computed, inject, Injectable, signal } from '@angular/core';
import { OwnBranches } from '../forms/own-branches';
import { Session } from '../session/session';

const KEY = 'biblio.desk.branch';

/** At which branch this desk stands: chosen on this computer, else the librarian's own branch, else the first. */
@Injectable({ providedIn: 'root' })
export class DeskBranch {
  private readonly session = inject(Session);
  private readonly own = inject(OwnBranches);
  private readonly chosen = signal(remembered());

  /** Where one may work at a desk. */
  readonly choices = computed(() => this.own.at('circulation.desk'));
  readonly id = computed(() => {
    const chosen = this.chosen();
    if (this.choices().length === 0) return this.session.actor().branchId;
    return this.choices().some(({ id }) => id === chosen) ? chosen : this.own.first('circulation.desk');
  });

  choose(id: number): void {
    this.chosen.set(id);
    try {
      localStorage.setItem(KEY, String(id));
    } catch {
      // storage forbidden by the browser: the choice lasts for this visit
    }
  }
}

function remembered(): number | null {
  try {
    return Number(localStorage.getItem(KEY)) || null;
  } catch {
    return null; // storage forbidden by the browser
  }
}
