import { HttpClient, httpResource } from '@angular/common/http';
import { computed, effect, inject, Injectable, signal } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { ifMatch } from '../forms/values';
import type { Rehearsal, RehearsalDraft } from './rehearsal';

/** How often a rehearsal under way is asked how far it is. */
const ASK_EVERY_MILLISECONDS = 700;

/** One rehearsal: its draft, which is saved with each change, and what it found. */
@Injectable()
export class RehearsalStore {
  private readonly http = inject(HttpClient);
  private readonly id = signal<number | undefined>(undefined);
  private readonly resource = httpResource<Rehearsal>(() =>
    this.id() === undefined ? undefined : `/api/v1/rehearsals/${this.id()}`,
  );

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
    this.resource.set(
      await firstValueFrom(this.http.put<Rehearsal>(`/api/v1/rehearsals/${id}`, body, ifMatch(version))),
    );
  }

  async run(): Promise<void> {
    const url = `/api/v1/rehearsals/${this.rehearsal()!.id}/run`;
    this.resource.set(await firstValueFrom(this.http.post<Rehearsal>(url, {})));
  }

  async publish(): Promise<void> {
    const { id, version } = this.rehearsal()!;
    const url = `/api/v1/rehearsals/${id}/publish`;
    this.resource.set(await firstValueFrom(this.http.post<Rehearsal>(url, {}, ifMatch(version))));
  }

  async delete(): Promise<void> {
    await firstValueFrom(this.http.delete(`/api/v1/rehearsals/${this.rehearsal()!.id}`));
  }
}
