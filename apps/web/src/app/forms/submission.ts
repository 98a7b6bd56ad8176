import { inject, signal, type Signal } from '@angular/core';
import { submit, type FieldTree, type ValidationError } from '@angular/forms/signals';
import { ProblemError } from '../session/problem-error';
import { ProblemTexts } from '../ui/problem-texts';

/** One form's way to the server: busy while it lasts, what was refused, and never twice at once. */
export interface Submission {
  readonly isBusy: Signal<boolean>;
  /** Why the last attempt failed; everything typed is still in the form. */
  readonly problem: Signal<ProblemError | null>;
  /** Validates, then saves. True when it was saved; otherwise the first wrong field has the focus or `problem` says why. */
  run<T>(form: FieldTree<T>, save: () => Promise<unknown>): Promise<boolean>;
  clear(): void;
}

/** Call it where injection is possible (a field of a component). */
export function submission(): Submission {
  const texts = inject(ProblemTexts);
  const isBusy = signal(false);
  const problem = signal<ProblemError | null>(null);

  async function attempt(form: FieldTree<unknown>, save: () => Promise<unknown>) {
    isBusy.set(true);
    // A refusal belongs beside the form, with what was typed still there; anything else is a defect and surfaces.
    try {
      await save();
      return undefined;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      problem.set(error);
      return serverErrors(form, error, texts);
    } finally {
      isBusy.set(false);
    }
  }

  return {
    isBusy: isBusy.asReadonly(),
    problem: problem.asReadonly(),
    clear: () => problem.set(null),
    async run(form, save) {
      problem.set(null);
      const isSubmitted = await submit(form as FieldTree<unknown>, {
        action: () => attempt(form as FieldTree<unknown>, save),
        onInvalid: (field) => field().errorSummary()[0]?.fieldTree().focusBoundControl(),
      });
      return isSubmitted && problem() === null;
    },
  };
}

/** The server's complaints about single fields, attached to the fields that the form has for them. */
function serverErrors(form: FieldTree<unknown>, problem: ProblemError, texts: ProblemTexts) {
  const errors: ValidationError.WithOptionalFieldTree[] = [];
  for (const { path, code, message } of problem.errors) {
    const fieldTree = fieldAt(form, path);
    if (fieldTree !== null) errors.push({ kind: 'server', message: texts.field(code, message), fieldTree });
  }
  return errors.length > 0 ? errors : undefined;
}

function fieldAt(form: FieldTree<unknown>, path: string): FieldTree<unknown> | null {
  const parts = path.split(/[/.]/).filter((part) => part !== '' && part !== 'body');
  let node = form as unknown as Record<string, unknown>;
  for (const part of parts) {
    const next: unknown = node[part];
    if (typeof next !== 'function') return null;
    node = next as unknown as Record<string, unknown>;
  }
  return parts.length === 0 ? null : (node as unknown as FieldTree<unknown>);
}
