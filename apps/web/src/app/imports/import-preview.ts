import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import type { Import } from '../api-types';
import { ProblemNote } from '../forms/problem-note';
import { ReferenceData } from '../forms/reference-data';
import { orNull } from '../forms/values';
import { Session } from '../session/session';
import { EmptyState } from '../ui/empty-state';
import { doubledFields, guessMapping, mappableFields, type MappableField } from './mapping-guess';
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
  private readonly http = inject(HttpClient);
  private readonly session = inject(Session);
  protected readonly reference = inject(ReferenceData);
  protected readonly words = inject(OutcomeWords);
  protected readonly tones = tones;
  protected readonly fields = mappableFields;

  readonly import = input.required<Import>();
  readonly started = output<Import>();

  protected readonly formats = ['marc21', 'unimarc', 'marcxml', 'csv'] as const;
  protected readonly format = linkedSignal(() => this.import().detectedFormat ?? '');
  protected readonly mapping = linkedSignal<Record<string, MappableField>>(() => ({
    ...guessMapping(this.import().columns ?? []),
  }));
  protected readonly doubled = computed(() => doubledFields(this.mapping()));
  protected readonly hasTitle = computed(() => Object.values(this.mapping()).includes('title'));

  protected readonly makesItems = signal(false);
  protected readonly branchId = linkedSignal(() =>
    String(this.session.actor().branchId ?? this.reference.branches()[0]?.id ?? ''),
  );
  protected readonly itemTypeId = linkedSignal(() => String(this.reference.itemTypes()[0]?.id ?? ''));
  protected readonly location = signal('');

  protected readonly isBusy = signal(false);
  protected readonly problem = signal<unknown>(null);
  protected readonly isReady = computed(
    () => !this.isBusy() && (!this.import().columns || (this.hasTitle() && this.doubled().length === 0)),
  );

  protected map(column: string, field: string): void {
    this.mapping.update(({ [column]: _before, ...others }) =>
      field === '' ? others : { ...others, [column]: field as MappableField },
    );
  }

  protected async start(): Promise<void> {
    this.isBusy.set(true);
    this.problem.set(null);
    // A refusal is told above the button; every choice made stays.
    try {
      const url = `/api/v1/imports/${this.import().id}/start`;
      this.started.emit(await firstValueFrom(this.http.post<Import>(url, this.choices())));
    } catch (error) {
      this.problem.set(error);
    } finally {
      this.isBusy.set(false);
    }
  }

  private choices(): Record<string, unknown> {
    const { detectedFormat, columns } = this.import();
    return {
      ...(this.format() !== (detectedFormat ?? '') ? { format: this.format() } : {}),
      ...(columns ? { mapping: this.mapping() } : {}),
      ...(this.makesItems()
        ? {
            itemDefaults: {
              homeBranchId: Number(this.branchId()),
              itemTypeId: Number(this.itemTypeId()),
              location: orNull(this.location()),
            },
          }
        : {}),
    };
  }
}
