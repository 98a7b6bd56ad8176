import { inject, Injectable } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import type { ExplanationStep } from '../api-types';
import { Language } from '../i18n/language';
import { LibraryLists } from '../patrons/library-lists';
import { Session } from '../session/session';
import { stepSentence, timeZoneOf } from './step-sentence';

/** Says the steps of an explanation in the language of the screen. */
@Injectable({ providedIn: 'root' })
export class ExplanationWords {
  private readonly transloco = inject(TranslocoService);
  private readonly language = inject(Language);
  private readonly session = inject(Session);
  private readonly lists = inject(LibraryLists);

  /** One sentence a step; what has no words is named by its code. Steps of reasons are left to who shows refusals. */
  sentences(steps: readonly ExplanationStep[]): string[] {
    const language = this.language.current();
    const texts = this.transloco.getTranslation(language);
    const writing = {
      language,
      currency: this.session.library().currency,
      branchName: (id: number) => this.lists.branchName(id),
      timeZone: timeZoneOf(steps, (id) => this.lists.timeZoneOf(id)),
    };
    return steps.map((step) => {
      const { key, params } = stepSentence(step, writing);
      const path = `explanation.step.${key}`;
      if (path in texts) return this.transloco.translate<string>(path, params);
      return this.transloco.translate<string>('explanation.other', { code: step.code });
    });
  }
}
