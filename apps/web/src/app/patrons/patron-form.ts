import { Component, computed, inject, input, linkedSignal, output, signal, untracked } from '@angular/core';
import { email, form, maxLength, minLength, pattern, required, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api } from '../api';
import type { Patron } from '../api-types';
import { ConflictTable, type ConflictLine } from '../forms/conflict-table';
import { changedFields, isSame, mergeEdits, type Conflict } from '../forms/merge';
import { ProblemNote } from '../forms/problem-note';
import { OwnBranches } from '../forms/own-branches';
import { ReferenceData } from '../forms/reference-data';
import { SelectField } from '../forms/select-field';
import { submission } from '../forms/submission';
import { TextField } from '../forms/text-field';
import { textOfId } from '../forms/values';
import { Language } from '../i18n/language';
import { Toasts } from '../ui/toasts';
import { problemAtField } from './problem-at-field';
import { bodyOfNewPatron, changesOfPatron, draftOfPatron, newPatronDraft, type PatronDraft } from './patron-draft';

const EARLIEST_BIRTH = '1880-01-01';

/** Registers a reader or changes one; what somebody else saved meanwhile is merged, never overwritten. */
@Component({
  selector: 'app-patron-form',
  imports: [ConflictTable, MatButton, ProblemNote, RouterLink, SelectField, TextField, TranslocoDirective],
  templateUrl: './patron-form.html',
  styleUrl: './patron-form.scss',
})
export class PatronForm {
  private readonly api = inject(Api);
  private readonly language = inject(Language);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);
  protected readonly reference = inject(ReferenceData);
  protected readonly own = inject(OwnBranches);

  private readonly atField = problemAtField();

  readonly patron = input.required<Patron | null>();
  readonly saved = output<Patron>();

  private readonly base = linkedSignal({
    source: () => this.patron()?.id,
    computation: () => untracked(() => this.baseOf(this.patron())),
  });
  /** Follows the base; for a new reader also the lists, once they are here to choose a first category from. */
  private readonly model = linkedSignal<
    { id: number | undefined; first: Pick<PatronDraft, 'categoryId' | 'branchId'> },
    PatronDraft & { cardNumber: string }
  >({
    source: () => ({ id: this.patron()?.id, first: this.firstChoices() }),
    computation: ({ id, first }, previous) => {
      const isSamePatron = previous !== undefined && previous.source.id === id;
      const draft = isSamePatron ? previous.value : { ...untracked(this.base).draft, cardNumber: '' };
      return { ...draft, categoryId: draft.categoryId || first.categoryId, branchId: draft.branchId || first.branchId };
    },
  });
  protected readonly form = form<PatronDraft & { cardNumber: string }>(this.model, (path) => {
    required(path.familyName);
    maxLength(path.familyName, 200);
    pattern(path.familyName, /[\p{L}\p{N}]/u);
    required(path.givenName);
    maxLength(path.givenName, 200);
    validate(path.birthDate, ({ value }) => {
      const day = value();
      return day === '' || (day >= EARLIEST_BIRTH && day <= today()) ? undefined : { kind: 'birthDate' };
    });
    email(path.email);
    maxLength(path.email, 254);
    maxLength(path.phone, 50);
    maxLength(path.street, 300);
    maxLength(path.postalCode, 20);
    maxLength(path.city, 200);
    required(path.categoryId);
    required(path.branchId);
    required(path.expiresOn, { when: () => this.patron() !== null });
    maxLength(path.restrictionReason, 300);
    maxLength(path.notes, 5000);
    pattern(path.cardNumber, /^[A-Za-z0-9][A-Za-z0-9.-]*$/);
    minLength(path.cardNumber, 1);
    maxLength(path.cardNumber, 40);
  });
  protected readonly submission = submission();
  protected readonly conflicts = signal<Conflict<PatronDraft>[]>([]);
  protected readonly conflictLines = computed(() => this.conflicts().map((conflict) => this.lineOf(conflict)));
  /** Readers with the same name and birth date, to be looked at before registering another one. */
  protected readonly lookalikes = computed(() => {
    const problem = this.submission.problem();
    const ids: unknown = problem?.code === 'patron_looks_duplicate' ? problem.params['patronIds'] : null;
    return Array.isArray(ids) ? (ids as number[]) : null;
  });
  protected readonly languages = [
    { value: 'fr', label: 'Français' },
    { value: 'en', label: 'English' },
  ];

  hasUnsavedChanges(): boolean {
    return !isSame(this.draft(), this.base().draft) && !this.isUntouched();
  }

  protected async save(event: Event | null, confirmDuplicate = false): Promise<void> {
    event?.preventDefault();
    let patron: Patron | null = null;
    const isSaved = await this.submission.run(this.form, async () => {
      patron = await this.atField('card_number_taken', 'cardNumber', this.send(confirmDuplicate));
    });
    if (isSaved && patron !== null) {
      this.accept(patron);
      this.toasts.say(this.transloco.translate('forms.saved'));
      this.saved.emit(patron);
    } else if (this.submission.problem()?.code === 'precondition_failed') {
      await this.meetOtherVersion();
      // Other fields than mine: both changes stand, and there is nothing to ask.
      if (this.conflicts().length === 0) await this.save(null);
    }
  }

  protected settle({ name, choice }: { name: string; choice: 'mine' | 'theirs' }): void {
    this.conflicts.update((all) => all.map((one) => (one.name === name ? { ...one, choice } : one)));
    const conflict = this.conflicts().find((one) => one.name === name);
    if (conflict) this.model.update((draft) => ({ ...draft, [name]: conflict[choice] }));
  }

  private send(confirmDuplicate: boolean): Promise<Patron> {
    const patron = this.patron();
    const { cardNumber } = this.model();
    if (patron === null) {
      const more = { cardNumber: cardNumber.trim() || undefined, confirmDuplicate: confirmDuplicate || undefined };
      return this.api.call('POST /api/v1/patrons', { body: { ...bodyOfNewPatron(this.draft()), ...more } });
    }
    const names = Object.keys(changedFields(this.base().draft, this.draft()));
    if (names.length === 0) return Promise.resolve(patron);
    const body = changesOfPatron(this.draft(), names);
    const { version } = this.base();
    return this.api.call('PATCH /api/v1/patrons/{id}', { id: patron.id, body }, { version });
  }

  private async meetOtherVersion(): Promise<void> {
    const theirs = await this.api.call('GET /api/v1/patrons/{id}', { id: this.patron()!.id });
    const { merged, conflicts } = mergeEdits(this.base().draft, this.draft(), draftOfPatron(theirs));
    this.base.set(this.baseOf(theirs));
    this.model.set({ ...merged, cardNumber: '' });
    this.conflicts.set(conflicts);
  }

  private accept(patron: Patron): void {
    this.base.set(this.baseOf(patron));
    this.model.set({ ...draftOfPatron(patron), cardNumber: '' });
    this.conflicts.set([]);
  }

  private draft(): PatronDraft {
    const { cardNumber: _cardNumber, ...draft } = this.model();
    return draft;
  }

  /** A new form in which only the first choices were filled in. */
  private isUntouched(): boolean {
    const base = this.base().draft;
    return this.patron() === null && isSame(this.draft(), { ...base, ...this.firstChoices() });
  }

  private firstChoices(): Pick<PatronDraft, 'categoryId' | 'branchId'> {
    if (this.patron() !== null) return { categoryId: '', branchId: '' };
    return {
      categoryId: String(this.reference.categories()[0]?.id ?? ''),
      branchId: textOfId(this.own.first('patrons.edit')),
    };
  }

  private baseOf(patron: Patron | null): { draft: PatronDraft; version: number } {
    if (patron !== null) return { draft: draftOfPatron(patron), version: patron.version };
    const language = this.language.current();
    return { draft: newPatronDraft({ language, branchId: '', categoryId: '' }), version: 0 };
  }

  private lineOf({ name, mine, theirs, choice }: Conflict<PatronDraft>): ConflictLine {
    const text = (value: PatronDraft[keyof PatronDraft]) => {
      if (name === 'branchId') return this.reference.branchName(Number(value) || null);
      if (name === 'categoryId') return this.reference.categoryName(Number(value) || null);
      if (typeof value === 'boolean') return this.transloco.translate<string>(value ? 'patrons.yes' : 'patrons.no');
      return value;
    };
    return {
      name,
      label: this.transloco.translate(`patrons.field.${name}`),
      choice,
      mine: text(mine),
      theirs: text(theirs),
    };
  }
}

function today(): string {
  return new Date().toLocaleDateString('sv');
}
