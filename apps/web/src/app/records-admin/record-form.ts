import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { form, FormField, maxLength, required, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatIcon } from '@angular/material/icon';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api, apiResource } from '../api';
import type { RecordDetail } from '../api-types';
import { ConflictTable, type ConflictLine } from '../forms/conflict-table';
import { changedFields, isSame, mergeEdits, type Conflict } from '../forms/merge';
import { ProblemNote } from '../forms/problem-note';
import { SelectField } from '../forms/select-field';
import { submission } from '../forms/submission';
import { TextField } from '../forms/text-field';
import { TextList } from '../forms/text-list';
import { only } from '../forms/values';
import { Language } from '../i18n/language';
import { Session } from '../session/session';
import { Confirm } from '../ui/confirm';
import { ProblemTexts } from '../ui/problem-texts';
import { Toasts } from '../ui/toasts';
import { checkIsbn, comparableIsbn } from './isbn';
import { languageOptions } from './languages';
import { bodyOfRecord, draftOfRecord, emptyRecord, filled, type RecordDraft } from './record-draft';
import { recordKinds } from './record-kinds';

/** The description of one title. Nothing typed is lost when a save fails or someone else saved first. */
@Component({
  selector: 'app-record-form',
  imports: [
    ConflictTable,
    FormField,
    MatButton,
    MatCheckbox,
    MatIcon,
    ProblemNote,
    RouterLink,
    SelectField,
    TextField,
    TextList,
    TranslocoDirective,
  ],
  templateUrl: './record-form.html',
  styleUrl: './record-form.scss',
})
export class RecordForm {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly language = inject(Language);
  private readonly transloco = inject(TranslocoService);
  private readonly toasts = inject(Toasts);
  private readonly confirm = inject(Confirm);
  private readonly problemTexts = inject(ProblemTexts);

  readonly record = input.required<RecordDetail | null>();
  readonly created = output<RecordDetail>();
  readonly saved = output<RecordDetail>();
  readonly deleted = output<void>();

  /** Branches where one's role does not hold have copies of it: it is theirs as well, and can only be read. */
  protected readonly isShared = computed(
    () => this.record()?.items.some(({ homeBranchId }) => !this.session.canAt('catalogue.edit', homeBranchId)) ?? false,
  );
  /** What the form began with, and the version it belongs to; a reload of the copies does not disturb an edit. */
  private readonly base = linkedSignal<number | null, { draft: RecordDraft; version: number }>({
    source: () => this.record()?.id ?? null,
    computation: () => this.baseOf(this.record()),
  });
  private readonly model = linkedSignal<number | null, RecordDraft>({
    source: () => this.record()?.id ?? null,
    computation: () => this.baseOf(this.record()).draft,
  });
  protected readonly form = form(this.model, (path) => {
    required(path.title);
    maxLength(path.title, 2000);
    maxLength(path.subtitle, 2000);
    maxLength(path.responsibility, 2000);
    for (const field of [path.publisher, path.place, path.series, path.edition, path.extent, path.classification]) {
      maxLength(field, 500);
    }
    maxLength(path.controlNumber, 100);
    maxLength(path.summary, 20_000);
    // An imported record may carry a faulty ISBN; it stands in nobody's way until the list is changed.
    validate(path.isbns, ({ value }) =>
      filled(value()).some((isbn) => checkIsbn(isbn).fault !== null) && !isSame(value(), this.base().draft.isbns)
        ? { kind: 'isbn_checksum' }
        : undefined,
    );
    validate(path.year, ({ value }) => (/^(-?\d{1,4})?$/.test(value().trim()) ? undefined : { kind: 'year' }));
  });

  protected readonly submission = submission();
  protected readonly conflicts = signal<Conflict<RecordDraft>[]>([]);
  protected readonly conflictLines = computed(() => this.conflicts().map((conflict) => this.lineOf(conflict)));

  protected readonly kindOptions = computed(() => {
    this.language.current();
    return recordKinds.map((value) => ({ value, label: this.transloco.translate<string>(`kinds.${value}`) }));
  });
  protected readonly languageOptions = computed(() =>
    languageOptions(this.language.current(), this.base().draft.language, '—'),
  );
  /** What is wrong with each ISBN; the server would refuse it. */
  protected readonly isbnFaults = computed(() => {
    this.language.current();
    return this.model().isbns.map((isbn) => {
      const { fault } = checkIsbn(isbn);
      if (isbn.trim() === '' || fault === null) return '';
      return this.transloco.translate<string>(`forms.errors.isbn_${fault}`);
    });
  });

  /** The ISBN last finished, looked up for another record that carries it. */
  protected readonly isbnToCompare = signal('');
  private readonly sameIsbn = apiResource('GET /api/v1/records', () => {
    const isbn = checkIsbn(this.isbnToCompare());
    return isbn.fault === null ? { q: isbn.compact, limit: 5 } : undefined;
  });
  protected readonly twins = computed(() => {
    const isbn = comparableIsbn(this.isbnToCompare());
    const found = this.sameIsbn.hasValue() ? this.sameIsbn.value().items : [];
    return found.filter(({ id, isbns }) => id !== this.record()?.id && isbns.map(comparableIsbn).includes(isbn));
  });

  hasUnsavedChanges(): boolean {
    return this.changedNames().length > 0;
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const isSaved = await this.submission.run(this.form, () => this.send());
    if (!isSaved) {
      if (this.submission.problem()?.code === 'precondition_failed') await this.meetOtherVersion();
      return;
    }
    this.toasts.say(this.transloco.translate('forms.saved'));
  }

  protected revert(): void {
    this.model.set(this.base().draft);
    this.conflicts.set([]);
    this.submission.clear();
  }

  protected settle({ name, choice }: { name: string; choice: 'mine' | 'theirs' }): void {
    this.conflicts.update((all) => all.map((one) => (one.name === name ? { ...one, choice } : one)));
    const conflict = this.conflicts().find((one) => one.name === name);
    if (conflict) this.model.update((draft) => ({ ...draft, [name]: conflict[choice] }));
  }

  protected async remove(): Promise<void> {
    const record = this.record();
    if (record === null) return;
    const texts = this.transloco.translateObject<Record<string, string>>('recordsAdmin.deleteRecord');
    const isSure = await this.confirm.ask({
      title: texts['title'] ?? '',
      text: texts['text'] ?? '',
      action: texts['action'] ?? '',
      isDangerous: true,
    });
    if (!isSure) return;
    // A record with copies is refused by the server; the toast says so and the page stays.
    try {
      await this.api.call('DELETE /api/v1/records/{id}', { id: record.id }, { version: this.base().version });
    } catch (error) {
      this.toasts.say(this.problemTexts.sentence(error), { tone: 'no' });
      return;
    }
    this.model.set(this.base().draft);
    this.toasts.say(texts['done'] ?? '');
    this.deleted.emit();
  }

  private async send(): Promise<void> {
    const record = this.record();
    if (record === null) {
      const created = await this.api.call('POST /api/v1/records', { body: bodyOfRecord(this.model()) });
      this.rebase(created);
      this.created.emit(created);
      return;
    }
    const names = this.changedNames();
    if (names.length === 0) return;
    const params = { id: record.id, body: only(bodyOfRecord(this.model()), names) };
    const changed = await this.api.call('PATCH /api/v1/records/{id}', params, { version: this.base().version });
    this.rebase(changed);
    this.saved.emit(changed);
  }

  /** Someone saved first: takes their changes in, keeps mine, and asks where both touched the same field. */
  private async meetOtherVersion(): Promise<void> {
    const theirs = await this.api.call('GET /api/v1/records/{id}', { id: this.record()!.id });
    const { merged, conflicts } = mergeEdits(this.base().draft, this.model(), draftOfRecord(theirs));
    this.base.set(this.baseOf(theirs));
    this.model.set(merged);
    this.conflicts.set(conflicts);
    if (conflicts.length === 0) this.toasts.say(this.transloco.translate('recordsAdmin.merged'), { tone: 'neutral' });
  }

  private rebase(record: RecordDetail): void {
    this.base.set(this.baseOf(record));
    this.model.set(draftOfRecord(record));
    this.conflicts.set([]);
  }

  private baseOf(record: RecordDetail | null): { draft: RecordDraft; version: number } {
    return record === null
      ? { draft: emptyRecord, version: 0 }
      : { draft: draftOfRecord(record), version: record.version };
  }

  /** Fields that would be sent; an empty line of a repeating field is no change. */
  private changedNames(): string[] {
    const before = bodyOfRecord(this.base().draft);
    const now = bodyOfRecord(this.model());
    return Object.keys(changedFields(before, now));
  }

  private lineOf({ name, mine, theirs, choice }: Conflict<RecordDraft>): ConflictLine {
    const label = this.transloco.translate<string>(`recordsAdmin.fields.${name}`);
    return { name, label, choice, mine: textOf(mine), theirs: textOf(theirs) };
  }
}

function textOf(value: RecordDraft[keyof RecordDraft]): string {
  return Array.isArray(value) ? filled(value).join(' ; ') : String(value);
}
