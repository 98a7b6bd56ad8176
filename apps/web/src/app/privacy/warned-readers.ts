import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { cursorList } from '../ui/cursor-list';
import { ErrorState } from '../ui/error-state';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { Pager } from '../ui/pager';
import { Skeleton } from '../ui/skeleton';

/** Inactive readers who were told that they will be erased, the first to go first. */
@Component({
  selector: 'app-warned-readers',
  imports: [ErrorState, LocalDatePipe, Pager, RouterLink, Skeleton, TranslocoDirective],
  template: `
    <section class="stack" aria-labelledby="warned" *transloco="let t; prefix: 'privacy.warned'">
      <div>
        <h2 id="warned">{{ t('title') }}</h2>
        <p class="quiet small">{{ t('text') }}</p>
      </div>
      @if (readers.error(); as error) {
        <app-error-state [error]="error" (retry)="readers.reload()" />
      } @else if (!readers.firstPage()) {
        <app-skeleton [lines]="3" height="2rem" />
      } @else if (readers.items().length === 0) {
        <p>{{ t('empty') }}</p>
      } @else {
        <div class="table-frame">
          <table class="rows">
            <thead>
              <tr>
                <th scope="col">{{ t('reader') }}</th>
                <th scope="col" class="wide-only">{{ t('expiresOn') }}</th>
                <th scope="col" class="wide-only">{{ t('warnedAt') }}</th>
                <th scope="col">{{ t('erasedFrom') }}</th>
              </tr>
            </thead>
            <tbody>
              @for (reader of readers.items(); track reader.id) {
                <tr>
                  <th scope="row">
                    <a [routerLink]="['/patrons', reader.id]">{{ reader.name }}</a>
                    @if (!reader.hasEmail) {
                      <span class="small quiet">{{ t('noEmail') }}</span>
                    }
                  </th>
                  <td class="wide-only nowrap">{{ reader.expiresOn | localDate }}</td>
                  <td class="wide-only nowrap">{{ reader.warnedAt | localDate }}</td>
                  <td class="nowrap">{{ reader.erasedFrom | localDate }}</td>
                </tr>
              }
            </tbody>
          </table>
        </div>
        <app-pager [list]="readers" />
      }
    </section>
  `,
  styles: `
    h2 {
      font-size: 1.15rem;
    }
    th .small {
      display: block;
      font-weight: 400;
    }
    @media (max-width: 700px) {
      .wide-only {
        display: none;
      }
    }
  `,
})
export class WarnedReaders {
  protected readonly readers = cursorList('GET /api/v1/privacy/warned-readers', () => ({ limit: 20 }));
}
