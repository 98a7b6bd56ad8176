import { inject } from '@angular/core';
import { ProblemError } from '../session/problem-error';
import { ProblemTexts } from '../ui/problem-texts';

/**
 * Answers a function that ties a problem which concerns one field, but does not say so, to that field: the sentence then
 * stands under it. Call it where injection is possible.
 */
export function problemAtField(): <T>(code: string, path: string, answer: Promise<T>) => Promise<T> {
  const texts = inject(ProblemTexts);
  return async (code, path, answer) => {
    // The code is all the server gives; which field of the form it means is known only here.
    try {
      return await answer;
    } catch (error) {
      if (!(error instanceof ProblemError) || error.code !== code) throw error;
      const errors = [{ path, code, message: texts.sentence(error) }];
      throw new ProblemError({ code, status: error.status, title: error.message, params: error.params, errors });
    }
  };
}
