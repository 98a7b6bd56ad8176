import { inject, signal, type Signal, type WritableSignal } from '@angular/core';
import type { FieldTree } from '@angular/forms/signals';
import { TranslocoService } from '@jsverse/transloco';
import { changedFields, isSame, mergeEdits, type Conflict } from '../forms/merge';
import { ReferenceData } from '../forms/reference-data';
import { submission, type Submission } from '../forms/submission';
import { Toasts } from '../ui/toasts';

interface Versioned {
  readonly id: number;
  readonly version: number;
}

/** The open form of a list of branches, categories or types: which one is edited, its draft, and the way to save it. */
export interface NamedThings<T extends Versioned, D extends object> {
  readonly editing: Signal<T | 'new' | null>;
  readonly submission: Submission;
  readonly conflicts: Signal<Conflict<D>[]>;
  open(thing: T | 'new'): void;
  close(): void;
  settle(choice: { name: string; choice: 'mine' | 'theirs' }): void;
  hasUnsavedChanges(): boolean;
  save(form: FieldTree<D>): Promise<void>;
}

interface Options<T, D, B> {
  readonly list: () => Promise<{ items: T[] }>;
  readonly create: (body: B) => Promise<unknown>;
  readonly change: (id: number, body: Partial<B>, version: number) => Promise<unknown>;
  readonly model: WritableSignal<D>;
  readonly empty: D;
  readonly draftOf: (thing: T) => D;
  readonly bodyOf: (draft: D) => B;
}

/** Call it where injection is possible (a field of a component). */
export function namedThings<T extends Versioned, D extends object, B extends object>(
  options: Options<T, D, B>,
): NamedThings<T, D> {
  const toasts = inject(Toasts);
  const transloco = inject(TranslocoService);
  const reference = inject(ReferenceData);
  const { model, draftOf, bodyOf } = options;
  const editing = signal<T | 'new' | null>(null);
  const base = signal<D>(options.empty);
  const conflicts = signal<Conflict<D>[]>([]);
  const saving = submission();

  function begin(thing: T | 'new'): void {
    const draft = thing === 'new' ? options.empty : draftOf(thing);
    editing.set(thing);
    base.set(draft);
    model.set({ ...draft });
    conflicts.set([]);
    saving.clear();
  }

  async function send(): Promise<void> {
    const thing = editing();
    if (thing === null) return;
    if (thing === 'new') {
      await options.create(bodyOf(model()));
      return;
    }
    const changes = changedFields(bodyOf(base()), bodyOf(model()));
    if (Object.keys(changes).length === 0) return;
    await options.change(thing.id, changes, thing.version);
  }

  async function meetOtherVersion(): Promise<void> {
    const mine = editing();
    if (mine === null || mine === 'new') return;
    const { items } = await options.list();
    const theirs = items.find(({ id }) => id === mine.id);
    if (theirs === undefined) return;
    const merge = mergeEdits(base(), model(), draftOf(theirs));
    editing.set(theirs);
    base.set(draftOf(theirs));
    model.set(merge.merged);
    conflicts.set(merge.conflicts);
  }

  return {
    editing: editing.asReadonly(),
    submission: saving,
    conflicts: conflicts.asReadonly(),
    open: begin,
    close: () => editing.set(null),
    settle({ name, choice }) {
      conflicts.update((all) => all.map((one) => (one.name === name ? { ...one, choice } : one)));
      const conflict = conflicts().find((one) => one.name === name);
      if (conflict) model.update((draft) => ({ ...draft, [name]: conflict[choice] }));
    },
    hasUnsavedChanges: () => editing() !== null && !isSame(model(), base()),
    async save(form) {
      const isSaved = await saving.run(form, send);
      if (isSaved) {
        editing.set(null);
        toasts.say(transloco.translate('forms.saved'));
        reference.reload();
      } else if (saving.problem()?.code === 'precondition_failed') {
        await meetOtherVersion();
      }
    },
  };
}
