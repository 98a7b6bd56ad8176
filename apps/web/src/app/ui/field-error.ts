import { Component, computed, inject, input } from '@angular/core';
import { ProblemError } from '../session/problem-error';
import { ProblemTexts } from './problem-texts';

/**
 * The server's complaint about one field, in the reader's language:
 * `<mat-error><app-field-error [problem]="problem()" path="familyName" /></mat-error>`
 */
@Component({
  selector: 'app-field-error',
  template: '{{ text() }}',
})
export class FieldError {
  private readonly texts = inject(ProblemTexts);

  readonly problem = input.required<unknown>();
  readonly path = input.required<string>();

  protected readonly text = computed(() => {
    const found = fieldErrorOf(this.problem(), this.path());
    return found ? this.texts.field(found.code, found.message) : '';
  });
}

/** The first of the problem's `errors` about this field; `/body/a/0/b`, `/a/0/b` and `a.0.b` are the same path. */
export function fieldErrorOf(problem: unknown, path: string) {
  if (!(problem instanceof ProblemError)) return null;
  return problem.errors.find((error) => plainPath(error.path) === plainPath(path)) ?? null;
}

function plainPath(path: string): string {
  return path
    .split(/[/.]/)
    .filter((part) => part !== '' && part !== 'body')
    .join('.');
}
