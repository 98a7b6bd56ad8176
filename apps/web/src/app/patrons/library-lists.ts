import { computed, inject, Injectable } from '@angular/core';
import { ReferenceData } from '../forms/reference-data';

/** The library's branches and categories, as pages about readers and the desk need them. */
@Injectable({ providedIn: 'root' })
export class LibraryLists {
  private readonly reference = inject(ReferenceData);

  readonly branches = this.reference.branches;
  readonly pickupBranches = computed(() => this.branches().filter(({ isPickupLocation }) => isPickupLocation));

  branchName(id: number | null | undefined): string {
    return this.branches().find((branch) => branch.id === id)?.name ?? '';
  }

  categoryName(id: number | null | undefined): string {
    return this.reference.categoryName(id ?? null);
  }

  timeZoneOf(branchId: number | null | undefined): string | undefined {
    return this.branches().find((branch) => branch.id === branchId)?.timeZone;
  }
}
