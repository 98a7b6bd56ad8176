import { inject, Injectable } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { Language } from '../i18n/language';
import { ProblemError } from '../session/problem-error';

/** Says a problem in the reader's language: what happened, and what to do. Texts are in `problems.json` by code. */
@Injectable({ providedIn: 'root' })
export class ProblemTexts {
  private readonly transloco = inject(TranslocoService);
  private readonly language = inject(Language);

  /** Reads the language signal, so that templates follow a switch. */
  describe(error: unknown): { title: string; help: string; code: string } {
    this.language.current();
    const problem = error instanceof ProblemError ? error : new ProblemError({ code: 'unexpected' });
    const isKnown = this.has(`problems.${problem.code}.title`);
    const code = isKnown ? problem.code : 'unexpected';
    return {
      title: isKnown || problem.status === 0 ? this.text(`problems.${code}.title`, problem.params) : problem.message,
      help: this.text(`problems.${code}.help`, problem.params),
      code: problem.code,
    };
  }

  /** One sentence, for a toast or under a field. */
  sentence(error: unknown): string {
    return this.describe(error).title;
  }

  /** The text of a field's error code, or the server's own words when we have none. */
  field(code: string, message: string): string {
    this.language.current();
    const key = `problems.fields.${code}`;
    return this.has(key) ? this.text(key, {}) : message;
  }

  private text(key: string, params: Record<string, unknown>): string {
    return this.has(key) ? this.transloco.translate<string>(key, params) : '';
  }

  private has(key: string): boolean {
    return key in this.transloco.getTranslation(this.language.current());
  }
}
