import { Component, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { BackupFailure } from '../api-types';
import { Language } from '../i18n/language';
import { ProblemError } from '../session/problem-error';
import { formatDate } from '../ui/local-date-pipe';
import { ProblemTexts } from '../ui/problem-texts';

/** What was attempted with the backups and came to nothing: when, why, what to do, and what was said of it. */
@Component({
  selector: 'app-failed-attempts',
  imports: [TranslocoDirective],
  template: `
    <ul class="stack" *transloco="let t; prefix: 'backups.failures'">
      @for (failure of failures(); track failure.action + failure.code + failure.isStanding) {
        @let words = wordsOf(failure);
        <li class="sheet">
          <div class="spread">
            <strong>{{ t('actions.' + failure.action) }}</strong>
            <span class="tag" [class.no]="failure.isStanding">{{ t(failure.isStanding ? 'standing' : 'over') }}</span>
          </div>
          <p>
            <span class="title">{{ words.title }}</span> {{ words.help }}
          </p>
          <p class="quiet">
            {{
              t(failure.times === 1 ? 'once' : 'often', {
                times: failure.times,
                first: moment(failure.firstAt),
                last: moment(failure.lastAt),
              })
            }}
          </p>
          @if (failure.reason !== '') {
            <p class="quiet small said">
              {{ t('said') }} <code>{{ failure.reason }}</code>
            </p>
          }
        </li>
      }
    </ul>
  `,
  styles: `
    .stack > li {
      display: grid;
      gap: 6px;
    }
    .title {
      font-weight: 550;
    }
    .said {
      overflow-wrap: anywhere;
    }
  `,
})
export class FailedAttempts {
  private readonly language = inject(Language);
  private readonly problems = inject(ProblemTexts);
  readonly failures = input.required<readonly BackupFailure[]>();

  protected wordsOf({ code }: BackupFailure): { title: string; help: string } {
    return this.problems.describe(new ProblemError({ code }));
  }

  protected moment(instant: string): string {
    return formatDate(instant, this.language.current(), 'dateTime');
  }
}
