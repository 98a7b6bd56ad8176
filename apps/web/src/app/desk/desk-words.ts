import { computed, inject, Injectable } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import type { Refusal } from '../api-types';
import { Language } from '../i18n/language';
import { LibraryLists } from '../patrons/library-lists';
import { ProblemError } from '../session/problem-error';
import { Session } from '../session/session';
import { ProblemTexts } from '../ui/problem-texts';
import type { Outcome, Sentence } from './desk-types';
import { refusalSentence, writtenParams, type Writing } from './words';

/** Says the desk's sentences in the language of the screen. Its methods read signals: templates follow a switch. */
@Injectable({ providedIn: 'root' })
export class DeskWords {
  private readonly transloco = inject(TranslocoService);
  private readonly language = inject(Language);
  private readonly session = inject(Session);
  private readonly lists = inject(LibraryLists);
  private readonly problems = inject(ProblemTexts);

  private readonly writing = computed<Writing>(() => ({
    language: this.language.current(),
    currency: this.session.library().currency,
    branches: this.lists.branches(),
    timeZone: this.lists.timeZoneOf(this.session.actor().branchId),
  }));

  say({ key, params }: Sentence): string {
    const words = writtenParams(params, this.writing());
    if (this.knows(key)) return this.transloco.translate<string>(`desk.${key}`, words);
    if (!key.startsWith('problem.')) return key;
    return this.problems.sentence(new ProblemError({ code: key.slice('problem.'.length), params }));
  }

  refusal(refusal: Refusal): string {
    const { key, params } = refusalSentence(refusal, this.writing());
    if (this.knows(key)) return this.transloco.translate<string>(`desk.${key}`, params);
    return this.transloco.translate<string>('desk.refusal.other', { code: refusal.code });
  }

  /** What the desk would say aloud: the headline, the title and every reason. */
  aloud(outcome: Outcome): string {
    const parts = [
      this.say(outcome.headline),
      outcome.title ?? '',
      ...outcome.details.map((detail) => this.say(detail)),
    ];
    return [...parts, ...outcome.refusals.map((refusal) => this.refusal(refusal))]
      .filter((part) => part !== '')
      .join('. ');
  }

  private knows(key: string): boolean {
    return `desk.${key}` in this.transloco.getTranslation(this.language.current());
  }
}
