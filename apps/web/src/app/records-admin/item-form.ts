import {
  afterNextRender,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  untracked,
} from '@angular/core';
import { form, maxLength, required, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api } from '../api';
import type { ItemSummary } from '../api-types';
import { ConflictTable, type ConflictLine } from '../forms/conflict-table';
import { changedFields, isSame, mergeEdits, type Conflict } from '../forms/merge';
import { ProblemNote } from '../forms/problem-note';
import { OwnBranches } from '../forms/own-branches';
import { ReferenceData } from '../forms/reference-data';
import { SelectField } from '../forms/select-field';
import { submission } from '../forms/submission';
import { TextField } from '../forms/text-field';
import { only, textOfId } from '../forms/values';
import { Language } from '../i18n/language';
import { Session } from '../session/session';
import { parseMoney } from '../ui/money-pipe';
import { Toasts } from '../ui/toasts';
import { bodyOfItem, draftOfItem, itemStatuses, type ItemDraft } from './item-draft';

type FirstChoices = Pick<ItemDraft, 'itemTypeId' | 'homeBranchId'>;
interface FirstOfItem {
  id: number | undefined;
  first: FirstChoices;
}

/** One copy: its barcode, where it belongs and what it is worth. */
@Component({
  selector: 'app-item-form',
  imports: [ConflictTable, MatButton, ProblemNote, SelectField, TextField, TranslocoDirective],
  template: `
    <form class="sheet" *transloco="let t; prefix: 'recordsAdmin.items'" (submit)="save($event)" novalidate>
      <h3>{{ item() ? t('editTitle') : t('addTitle') }}</h3>
      @if (submission.problem(); as problem) {
        @if (problem.code !== 'precondition_failed') {
          <app-problem-note [problem]="problem" />
        }
      }
      @if (conflicts().length > 0) {
        <app-conflict-table [lines]="conflictLines()" (choose)="settle($event)" />
      }
      <div class="fields">
        <app-text-field [label]="t('barcode')" [field]="form.barcode" [hint]="t('barcodeHint')" />
        <app-select-field [label]="t('itemTypeId')" [field]="form.itemTypeId" [options]="typeOptions()" />
        <app-select-field [label]="t('homeBranchId')" [field]="form.homeBranchId" [options]="branchOptions()" />
        <app-text-field [label]="t('callNumber')" [field]="form.callNumber" />
        <app-text-field [label]="t('volume')" [field]="form.volume" [hint]="t('volumeHint')" />
        <app-text-field [label]="t('location')" [field]="form.location" />
        <app-select-field [label]="t('status')" [field]="form.status" [options]="statusOptions()" />
        <app-text-field [label]="t('price')" [field]="form.price" inputMode="decimal" [hint]="t('priceHint')" />
        <app-text-field [label]="t('note')" [field]="form.note" [hint]="t('noteHint')" />
      </div>
      <div class="row">
        <button matButton="filled" type="submit" [disabled]="submission.isBusy()">
          {{ item() ? t('save') : t('addAction') }}
        </button>
        <button matButton type="button" (click)="cancelled.emit()">{{ t('cancel') }}</button>
      </div>
    </form>
  `,
  styles: `
    h3 {
      margin-block-end: 12px;
    }
    .fields {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 230px), 1fr));
      gap: 8px 16px;
      margin-block-end: 12px;
    }
  `,
})
export class ItemForm {
  private readonly api = inject(Api);
  private readonly language = inject(Language);
  private readonly session = inject(Session);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);
  private readonly reference = inject(ReferenceData);
  private readonly own = inject(OwnBranches);

  readonly recordId = input.required<number>();
  readonly item = input.required<ItemSummary | null>();
  readonly saved = output<void>();
  readonly cancelled = output<void>();

  /**
   * Both follow the copy's id, so that nothing that loads meanwhile disturbs what is typed; those of a new copy also the
   * lists, once they are here to choose a first type and branch from.
   */
  private readonly base = linkedSignal<FirstOfItem, { draft: ItemDraft; version: number }>({
    source: () => ({ id: this.item()?.id, first: this.firstChoices() }),
    computation: ({ id, first }, previous) => {
      const isSameItem = previous !== undefined && previous.source.id === id;
      const { draft, version } = isSameItem
        ? previous.value
        : untracked(() => ({ draft: this.firstDraft(), version: this.item()?.version ?? 0 }));
      return { draft: withFirst(draft, first), version };
    },
  });
  private readonly model = linkedSignal<FirstOfItem, ItemDraft>({
    source: () => ({ id: this.item()?.id, first: this.firstChoices() }),
    computation: ({ id, first }, previous) => {
      const isSameItem = previous !== undefined && previous.source.id === id;
      return withFirst(isSameItem ? previous.value : untracked(() => this.firstDraft()), first);
    },
  });
  protected readonly form = form(this.model, (path) => {
    required(path.barcode);
    maxLength(path.barcode, 100);
    validate(path.barcode, ({ value }) => (/\s/.test(value().trim()) ? { kind: 'barcode' } : undefined));
    required(path.itemTypeId);
    required(path.homeBranchId);
    maxLength(path.location, 200);
    maxLength(path.callNumber, 200);
    maxLength(path.volume, 100);
    maxLength(path.note, 500);
    validate(path.price, ({ value }) =>
      value().trim() === '' || parseMoney(value(), this.currency()) !== null ? undefined : { kind: 'money' },
    );
  });
  protected readonly submission = submission();
  protected readonly conflicts = signal<Conflict<ItemDraft>[]>([]);
  protected readonly conflictLines = computed(() =>
    this.conflicts().map(({ name, mine, theirs, choice }): ConflictLine => {
      const label = this.transloco.translate<string>(`recordsAdmin.items.${name}`);
      return { name, label, choice, mine: this.textOf(name, mine), theirs: this.textOf(name, theirs) };
    }),
  );

  protected readonly typeOptions = computed(() => [{ value: '', label: '—' }, ...this.reference.itemTypeOptions()]);
  protected readonly branchOptions = computed(() => [
    { value: '', label: '—' },
    ...this.own.options('catalogue.edit', this.item()?.homeBranchId),
  ]);
  protected readonly statusOptions = computed(() => {
    this.language.current();
    return itemStatuses.map((value) => ({
      value: value as string,
      label: this.transloco.translate<string>(value === 'available' ? 'recordsAdmin.items.inOrder' : `states.${value}`),
    }));
  });

  constructor() {
    afterNextRender(() => this.form.barcode().focusBoundControl());
  }

  hasUnsavedChanges(): boolean {
    return !isSame(this.model(), this.base().draft);
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const isSaved = await this.submission.run(this.form, () => this.send());
    if (isSaved) {
      this.toasts.say(this.transloco.translate('forms.saved'));
      this.saved.emit();
    } else if (this.submission.problem()?.code === 'precondition_failed') {
      await this.meetOtherVersion();
    }
  }

  protected settle({ name, choice }: { name: string; choice: 'mine' | 'theirs' }): void {
    this.conflicts.update((all) => all.map((one) => (one.name === name ? { ...one, choice } : one)));
    const conflict = this.conflicts().find((one) => one.name === name);
    if (conflict) this.model.update((draft) => ({ ...draft, [name]: conflict[choice] }));
  }

  private async send(): Promise<void> {
    const item = this.item();
    const body = bodyOfItem(this.model(), this.currency());
    if (item === null) {
      await this.api.call('POST /api/v1/records/{id}/items', { id: this.recordId(), body });
      return;
    }
    const names = Object.keys(changedFields(this.base().draft, this.model()));
    if (names.length === 0) return;
    const params = { id: item.id, body: only(body, names) };
    await this.api.call('PATCH /api/v1/items/{id}', params, { version: this.base().version });
  }

  private async meetOtherVersion(): Promise<void> {
    const theirs = await this.api.call('GET /api/v1/items/{id}', { id: this.item()!.id });
    const theirDraft = draftOfItem(theirs, this.currency(), this.language.current());
    const { merged, conflicts } = mergeEdits(this.base().draft, this.model(), theirDraft);
    this.base.set({ draft: theirDraft, version: theirs.version });
    this.model.set(merged);
    this.conflicts.set(conflicts);
    if (conflicts.length === 0) this.toasts.say(this.transloco.translate('recordsAdmin.merged'), { tone: 'neutral' });
  }

  private firstDraft(): ItemDraft {
    const item = this.item();
    if (item !== null) return draftOfItem(item, this.currency(), this.language.current());
    return {
      barcode: '',
      itemTypeId: '',
      homeBranchId: '',
      status: 'available',
      location: '',
      callNumber: '',
      volume: '',
      price: '',
      note: '',
    };
  }

  private firstChoices(): FirstChoices {
    if (this.item() !== null) return { itemTypeId: '', homeBranchId: '' };
    return {
      itemTypeId: String(this.reference.itemTypes()[0]?.id ?? ''),
      homeBranchId: textOfId(this.own.first('catalogue.edit')),
    };
  }

  private textOf(name: string, value: string): string {
    if (name === 'itemTypeId') return this.reference.itemTypeName(Number(value));
    if (name === 'homeBranchId') return this.reference.branchName(Number(value));
    if (name === 'status') return this.statusOptions().find((option) => option.value === value)?.label ?? value;
    return value;
  }

  private currency(): string {
    return this.session.library().currency;
  }
}

/** What was chosen stays; only what is empty still is filled in. */
function withFirst(draft: ItemDraft, first: FirstChoices): ItemDraft {
  return {
    ...draft,
    itemTypeId: draft.itemTypeId || first.itemTypeId,
    homeBranchId: draft.homeBranchId || first.homeBranchId,
  };
}
