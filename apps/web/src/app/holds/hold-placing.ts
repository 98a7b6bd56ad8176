import { Component, computed, effect, inject, linkedSignal, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { TranslocoDirective } from '@jsverse/transloco';
import { Api, apiResource } from '../api';
import type { PlacedHold } from '../api-types';
import { DeskBranch } from '../desk/desk-branch';
import { DeskWords } from '../desk/desk-words';
import { attempt } from '../forms/attempt';
import { LibraryLists } from '../patrons/library-lists';
import { ProblemError } from '../session/problem-error';
import { ProblemTexts } from '../ui/problem-texts';
import { HoldWish } from './hold-wish';
import { bodyOfWish, firstWish, type Wish } from './hold-words';

/** Whom and what the hold is for, as far as the page knows it. */
export interface HoldPlan {
  patron?: { id: number; name: string };
  record?: { id: number; title: string };
}

interface Found {
  id: number;
  name: string;
  line: string;
}

const TYPING_PAUSE_MS = 250;
const SHOWN = 6;

/** Places a hold for a reader: who, what, where, and from when until when. Closes with the hold. */
@Component({
  imports: [HoldWish, MatButton, MatDialogActions, MatDialogContent, MatDialogTitle, TranslocoDirective],
  templateUrl: './hold-placing.html',
  styleUrl: './hold-dialogs.scss',
})
export class HoldPlacing {
  protected readonly plan = inject<HoldPlan>(MAT_DIALOG_DATA);
  protected readonly dialog = inject<MatDialogRef<HoldPlacing, PlacedHold>>(MatDialogRef);
  protected readonly lists = inject(LibraryLists);
  protected readonly texts = inject(ProblemTexts);
  private readonly words = inject(DeskWords);
  private readonly desk = inject(DeskBranch);
  private readonly api = inject(Api);
  /** Pressing twice, or again after a silence, cannot reserve twice; what was refused may be asked for otherwise. */
  private key = crypto.randomUUID();

  protected readonly patron = signal(this.plan.patron ?? null);
  protected readonly record = signal(this.plan.record ?? null);
  protected readonly readerText = signal('');
  protected readonly titleText = signal('');
  private readonly searched = signal({ reader: '', title: '' });

  private readonly readers = apiResource('GET /api/v1/desk/lookup', () => {
    const q = this.searched().reader;
    return q.length < 2 ? undefined : { q };
  });
  protected readonly foundReaders = computed((): Found[] => {
    if (!this.readers.hasValue()) return [];
    const { patron, patrons } = this.readers.value();
    const all = patron !== undefined && patrons.length === 0 ? [patron] : patrons;
    return all.slice(0, SHOWN).map(({ id, givenName, familyName, cardNumber, categoryId }) => ({
      id,
      name: `${givenName} ${familyName}`,
      line: [cardNumber, this.lists.categoryName(categoryId)].filter(Boolean).join(' · '),
    }));
  });
  private readonly titles = apiResource('GET /api/v1/records', () => {
    const q = this.searched().title;
    return q.length < 2 ? undefined : { q, limit: SHOWN };
  });
  protected readonly foundTitles = computed((): Found[] => {
    if (!this.titles.hasValue()) return [];
    return this.titles.value().items.map(({ id, title, authors, year }) => ({
      id,
      name: title,
      line: [...authors, year].filter(Boolean).join(', '),
    }));
  });
  private readonly detail = apiResource('GET /api/v1/records/{id}', () => {
    const record = this.record();
    return record === null ? undefined : { id: record.id };
  });
  protected readonly items = computed(() =>
    (this.detail.hasValue() ? this.detail.value().items : []).filter(({ status }) => status !== 'withdrawn'),
  );
  protected readonly wish = linkedSignal<Wish>(() => firstWish(this.items()));
  protected readonly pickup = linkedSignal(() => {
    const places = this.lists.pickupBranches();
    return (places.find(({ id }) => id === this.desk.id()) ?? places[0])?.id ?? null;
  });
  protected readonly startsOn = signal('');
  protected readonly expiresOn = signal('');

  protected readonly attempt = attempt();
  protected readonly reasons = computed(() => {
    const problem = this.attempt.problem();
    return problem instanceof ProblemError ? problem.refusals.map((refusal) => this.words.refusal(refusal)) : [];
  });
  protected readonly canPlace = computed(
    () => this.patron() !== null && this.record() !== null && this.pickup() !== null && !this.attempt.isBusy(),
  );

  constructor() {
    effect((onCleanup) => {
      const wanted = { reader: this.readerText().trim(), title: this.titleText().trim() };
      const timer = setTimeout(() => this.searched.set(wanted), TYPING_PAUSE_MS);
      onCleanup(() => clearTimeout(timer));
    });
  }

  protected async place(event: Event): Promise<void> {
    event.preventDefault();
    const [patron, record, pickupBranchId] = [this.patron(), this.record(), this.pickup()];
    if (!this.canPlace() || patron === null || record === null || pickupBranchId === null) return;
    const [startsOn, expiresOn] = [this.startsOn(), this.expiresOn()];
    await this.attempt.run(async () => {
      const body = {
        recordId: record.id,
        patronId: patron.id,
        pickupBranchId,
        ...bodyOfWish(this.wish()),
        ...(startsOn === '' ? {} : { startsOn }),
        ...(expiresOn === '' ? {} : { expiresOn }),
      };
      this.dialog.close(await this.api.call('POST /api/v1/holds', { body }, { key: this.key }));
    });
    const problem = this.attempt.problem();
    if (problem instanceof ProblemError && problem.status !== 0) this.key = crypto.randomUUID();
  }
}
