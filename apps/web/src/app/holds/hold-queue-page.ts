import { CdkDrag, CdkDragDrop, CdkDragHandle, CdkDropList } from '@angular/cdk/drag-drop';
import {
  afterNextRender,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  Injector,
  input,
  linkedSignal,
  signal,
  untracked,
  viewChildren,
} from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api, apiResource } from '../api';
import type { Hold } from '../api-types';
import type { KeepsChanges } from '../forms/unsaved-changes';
import { LibraryLists } from '../patrons/library-lists';
import { Session } from '../session/session';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { PageHeader } from '../ui/page-header';
import { ProblemTexts } from '../ui/problem-texts';
import { Skeleton } from '../ui/skeleton';
import { Toasts } from '../ui/toasts';
import { HoldDialogs } from './hold-dialogs';
import { moved, partsOfQueue } from './hold-words';

/**
 * The queue of a title: who is being served, and who waits in which order. A new order is made by dragging or by the keyboard,
 * and holds for everybody only when it is saved.
 */
@Component({
  imports: [
    CdkDrag,
    CdkDragHandle,
    CdkDropList,
    EmptyState,
    ErrorState,
    LocalDatePipe,
    MatButton,
    MatIcon,
    MatIconButton,
    PageHeader,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './hold-queue-page.html',
  styleUrl: './hold-queue-page.scss',
})
export class HoldQueuePage implements KeepsChanges {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly dialogs = inject(HoldDialogs);
  private readonly session = inject(Session);
  private readonly toasts = inject(Toasts);
  private readonly problems = inject(ProblemTexts);
  private readonly transloco = inject(TranslocoService);
  private readonly injector = inject(Injector);
  protected readonly lists = inject(LibraryLists);

  readonly id = input.required<string>();
  /** Set when coming from a page to reserve for a reader. */
  readonly place = input<string>();

  protected readonly queue = apiResource('GET /api/v1/records/{id}/hold-queue', () => ({ id: Number(this.id()) }));
  private readonly detail = apiResource('GET /api/v1/records/{id}', () => ({ id: Number(this.id()) }));
  protected readonly record = computed(() => (this.detail.hasValue() ? this.detail.value() : undefined));
  /** While it is read anew the former queue stays. */
  private readonly answer = linkedSignal<
    { items: Hold[]; version: number } | undefined,
    { items: Hold[]; version: number } | undefined
  >({
    source: () => (this.queue.hasValue() ? this.queue.value() : undefined),
    computation: (now, before) => now ?? before?.value,
  });
  protected readonly isRead = computed(() => this.answer() !== undefined);
  private readonly parts = computed(() => partsOfQueue(this.answer()?.items ?? []));
  protected readonly fulfilled = computed(() => this.parts().fulfilled);
  /** The order on the screen. */
  protected readonly waiting = linkedSignal(() => this.parts().waiting);
  protected readonly isReordered = computed(() =>
    this.waiting().some((hold, index) => hold.id !== this.parts().waiting[index]?.id),
  );
  protected readonly canReorder = computed(
    () => this.session.canAt('circulation.override', null) && this.waiting().length > 1,
  );
  protected readonly isBusy = signal(false);
  protected readonly spoken = signal('');
  private readonly handles = viewChildren<unknown, ElementRef<HTMLElement>>('handle', { read: ElementRef });

  constructor() {
    effect(() => {
      if (this.place() !== '1' || this.record() === undefined) return;
      untracked(() => {
        void this.router.navigate([], { queryParams: {}, replaceUrl: true });
        void this.reserve();
      });
    });
  }

  hasUnsavedChanges(): boolean {
    return this.isReordered();
  }

  protected drop({ previousIndex, currentIndex }: CdkDragDrop<unknown>): void {
    this.move(previousIndex, currentIndex);
  }

  /** With the arrow keys on a handle, or Home and End. */
  protected moveByKey(event: KeyboardEvent, index: number): void {
    const last = this.waiting().length - 1;
    const to = { ArrowUp: index - 1, ArrowDown: index + 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    if (to < 0 || to > last) return;
    this.move(index, to);
    // The row was moved in the document: its handle keeps the cursor.
    afterNextRender(() => this.handles()[to]?.nativeElement.focus(), { injector: this.injector });
  }

  protected forgetOrder(): void {
    this.waiting.set(this.parts().waiting);
    this.spoken.set('');
  }

  protected async saveOrder(): Promise<void> {
    const version = this.answer()?.version;
    const body = { holdIds: this.waiting().map(({ id }) => id) };
    this.isBusy.set(true);
    // A refusal means that the queue is another by now: it is read anew, and the order is made again.
    try {
      const params = { id: Number(this.id()), body };
      this.answer.set(await this.api.call('PUT /api/v1/records/{id}/hold-queue', params, { version }));
      this.toasts.say(this.text('saved'));
    } catch (error) {
      this.toasts.say(this.problems.sentence(error), { tone: 'no' });
      this.queue.reload();
    } finally {
      this.isBusy.set(false);
      this.spoken.set('');
    }
  }

  protected async edit(hold: Hold): Promise<void> {
    if (await this.dialogs.edit(hold)) this.changed('changed');
  }

  protected async resume({ id, version }: Hold): Promise<void> {
    const body = { isSuspended: false };
    // Nothing was typed that could be lost: a refusal is told, and the queue read anew.
    try {
      await this.api.call('PATCH /api/v1/holds/{id}', { id, body }, { version });
      this.changed('changed');
    } catch (error) {
      this.toasts.say(this.problems.sentence(error), { tone: 'no' });
      this.queue.reload();
    }
  }

  protected async cancel(hold: Hold): Promise<void> {
    if (await this.dialogs.cancel(hold)) this.changed('cancelled');
  }

  protected async reserve(): Promise<void> {
    const record = this.record();
    if (record === undefined) return;
    const placed = await this.dialogs.place({ record: { id: record.id, title: record.title } });
    if (placed) this.changed('placed', { position: placed.position ?? 1 });
  }

  protected wantedOf({ volume, itemBarcode }: Hold): string {
    if (volume !== null) return volume;
    return itemBarcode === null ? this.text('anyCopy') : this.text('thisCopy', { barcode: itemBarcode });
  }

  private move(from: number, to: number): void {
    const hold = this.waiting()[from];
    if (hold === undefined || from === to) return;
    this.waiting.update((waiting) => moved(waiting, from, to));
    const params = { name: hold.patron?.name ?? '', place: to + 1, of: this.waiting().length };
    this.spoken.set(this.text('movedTo', params));
  }

  private changed(what: string, params: Record<string, unknown> = {}): void {
    this.toasts.say(this.text(what, params));
    this.queue.reload();
  }

  private text(key: string, params: Record<string, unknown> = {}): string {
    return this.transloco.translate<string>(`holds.queue.${key}`, params);
  }
}
