import { computed, inject, Injectable, signal } from '@angular/core';
import { LibraryLists } from '../patrons/library-lists';
import { Session } from '../session/session';

const KEY = 'biblio.desk.branch';

/** At which branch this desk stands: chosen on this computer, else the librarian's own branch, else the first. */
@Injectable({ providedIn: 'root' })
export class DeskBranch {
  private readonly session = inject(Session);
  private readonly lists = inject(LibraryLists);
  private readonly chosen = signal(remembered());

  readonly id = computed(() => {
    const branches = this.lists.branches();
    const own = this.session.actor().branchId;
    if (branches.length === 0) return own;
    const wanted = [this.chosen(), own];
    return wanted.find((id) => branches.some((branch) => branch.id === id)) ?? branches[0]?.id ?? null;
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
