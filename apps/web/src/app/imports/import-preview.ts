import { Component, computed, inject, input, linkedSignal, output, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { Api } from '../api';
import type { Import, ImportChoices, ImportFormat, TextEncoding } from '../api-types';
import { ProblemNote } from '../forms/problem-note';
import { ReferenceData } from '../forms/reference-data';
import { orNull } from '../forms/values';
import { Session } from '../session/session';
import { EmptyState } from '../ui/empty-state';
import { doubledFields, mapColumn, mappableFields, type ColumnMapping } from './column-mapping';
import { importFormats, textEncodings } from './import-types';
import { OutcomeWords } from './outcome-words';

const tones = { create: 'yes', update: 'wait', unchanged: '', refused: 'no' } as const;

/** Before an import starts: what the file is, what its first records would do, and the choices to make. */
@Component({
  selector: 'app-import-preview',
  imports: [EmptyState, MatButton, ProblemNote, TranslocoDirective],
  templateUrl: './import-preview.html',
  styleUrl: './import-preview.scss',
})
export class ImportPreview {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  protected readonly reference = inject(ReferenceData);
  protected readonly words = inject(OutcomeWords);
  protected readonly tones = tones;
  protected readonly fields = mappableFields;
  protected readonly formats = importFormats;
  protected readonly encodings = textEncodings;

  readonly import = input.required<Import>();
  /** The same import with a new preview, or started. */
  readonly changed = output<Import>();

  // What was chosen stays when the preview comes anew; another import begins with what was recognised.
  protected readonly format = linkedSignal<number, ImportFormat | ''>({
    source: () => this.import().id,
    computation: () => untracked(() => this.import().detectedFormat ?? ''),
  });
  protected readonly encoding = linkedSignal<number, TextEncoding | ''>({
    source: () => this.import().id,
    computation: () => '',
  });
  protected readonly mapping = linkedSignal<ColumnMapping>(() => this.import().mapping ?? {});
  protected readonly doubled = computed(() => doubledFields(this.mapping()));
  protected readonly hasTitle = computed(() => Object.values(this.mapping()).includes('title'));

  protected readonly makesItems = signal(false);
  protected readonly branchId = linkedSignal(() =>
    String(this.session.actor().branchId ?? this.reference.branches()[0]?.id ?? ''),
  );
  protected readonly itemTypeId = linkedSignal(() => String(this.reference.itemTypes()[0]?.id ?? ''));
  protected readonly location = signal('');

  /** In the order of the file; rows without a title are read before those that may have further copies below. */
  protected readonly lines = computed(() => [...this.import().preview].sort((a, b) => a.position - b.position));
  protected readonly isPreviewing = signal(false);
  protected readonly isStarting = signal(false);
  protected readonly problem = signal<unknown>(null);
  protected readonly isReady = computed(() => {
    if (this.isPreviewing() || this.isStarting() || this.format() === '') return false;
    return this.import().columns === undefined || (this.hasTitle() && this.doubled().length === 0);
  });

  protected chooseFormat(format: string): void {
    this.format.set(importFormats.find((one) => one === format) ?? '');
    void this.previewAgain();
  }

  protected chooseEncoding(encoding: string): void {
    this.encoding.set(textEncodings.find((one) => one === encoding) ?? '');
    void this.previewAgain();
  }

  protected map(column: string, field: string): void {
    this.mapping.update((mapping) => mapColumn(mapping, column, field));
    if (this.hasTitle() && this.doubled().length === 0) void this.previewAgain();
  }

  protected async start(): Promise<void> {
    this.isStarting.set(true);
    await this.send('start', { ...this.reading(), ...this.copies() });
    this.isStarting.set(false);
  }

  private async previewAgain(): Promise<void> {
    this.isPreviewing.set(true);
    await this.send('preview', this.reading());
    this.isPreviewing.set(false);
  }

  private async send(action: 'preview' | 'start', choices: ImportChoices): Promise<void> {
    this.problem.set(null);
    // A refusal is told above the button; every choice made stays.
    try {
      const params = { id: this.import().id, body: choices };
      this.changed.emit(await this.api.call(`POST /api/v1/imports/{id}/${action}`, params));
    } catch (error) {
      this.problem.set(error);
    }
  }

  /** How the file is to be read: only what differs from what was recognised. */
  private reading(): ImportChoices {
    const { detectedFormat, columns } = this.import();
    const [format, encoding] = [this.format(), this.encoding()];
    return {
      ...(format !== '' && format !== detectedFormat ? { format } : {}),
      ...(encoding !== '' ? { encoding } : {}),
      ...(columns && format === 'csv' ? { mapping: this.mapping() } : {}),
    };
  }

  private copies(): ImportChoices {
    if (!this.makesItems()) return {};
    const [homeBranchId, itemTypeId] = [Number(this.branchId()), Number(this.itemTypeId())];
    return { itemDefaults: { homeBranchId, itemTypeId, location: orNull(this.location()) } };
  }
}
