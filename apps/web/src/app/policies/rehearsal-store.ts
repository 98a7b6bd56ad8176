import { computed, effect, inject, Injectable, signal } from '@angular/core';
import { Api, apiResource } from '../api';
import type { RehearsalDraft } from '../api-types';

/** How often a rehearsal under way is asked how far it is. */
const ASK_EVERY_MILLISECONDS = 700;

/** One rehearsal: its draft, which is saved with each change, and what it found. */
@Injectable()
export class RehearsalStore {
  private readonly api = inject(Api);
  private readonly id = signal<number | undefined>(undefined);
  private readonly resource = apiResource('GET /api/v1/rehearsals/{id}', () => {
    const id = this.id();
    return id === undefined ? undefined : { id };
  });

  readonly rehearsal = computed(() => (this.resource.hasValue() ? this.resource.value() : undefined));
  readonly error = computed(() => (this.resource.hasValue() ? undefined : this.resource.error()));
  readonly isUnderWay = computed(() => ['queued', 'running'].includes(this.rehearsal()?.status ?? ''));
  readonly isClosed = computed(() => this.isUnderWay() || this.rehearsal()?.status === 'published');

  constructor() {
    effect((onCleanup) => {
      if (!this.isUnderWay() || this.resource.isLoading()) return;
      const timer = setTimeout(() => this.resource.reload(), ASK_EVERY_MILLISECONDS);
      onCleanup(() => clearTimeout(timer));
    });
  }

  open(id: number): void {
    this.id.set(id);
  }

  reload(): void {
    this.resource.reload();
  }

  /** Saves a changed draft; what was found with the old one is forgotten. */
  async change(edit: (draft: RehearsalDraft) => RehearsalDraft): Promise<void> {
    const { id, name, draft, version } = this.rehearsal()!;
    const body = { name, draft: edit(draft) };
    this.resource.set(await this.api.call('PUT /api/v1/rehearsals/{id}', { id, body }, { version }));
  }

  async run(): Promise<void> {
    const { id } = this.rehearsal()!;
    this.resource.set(await this.api.call('POST /api/v1/rehearsals/{id}/run', { id }));
  }

  async publish(): Promise<void> {
    const { id, version } = this.rehearsal()!;
    this.resource.set(await this.api.call('POST /api/v1/rehearsals/{id}/publish', { id }, { version }));
  }

  async delete(): Promise<void> {
    await this.api.call('DELETE /api/v1/rehearsals/{id}', { id: this.rehearsal()!.id });
  }
}
