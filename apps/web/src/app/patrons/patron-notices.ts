import { Component, inject } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { NoticeList } from '../notices/notice-list';
import { cursorList } from '../ui/cursor-list';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { Skeleton } from '../ui/skeleton';
import { PatronFile } from './patron-file';

/** The mails that the reader was sent or is to get. */
@Component({
  imports: [EmptyState, ErrorState, NoticeList, Skeleton, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'patrons'">
      @if (notices.error(); as error) {
        <app-error-state [error]="error" (retry)="notices.reload()" />
      } @else if (notices.firstPage() === undefined) {
        <app-skeleton [lines]="6" height="2rem" />
      } @else if (notices.items().length === 0) {
        <app-empty-state icon="mail" [title]="t('notices.empty')" [text]="t('notices.emptyText')" />
      } @else {
        <app-notice-list [list]="notices" [isOfOneReader]="true" />
      }
    </ng-container>
  `,
})
export class PatronNotices {
  private readonly file = inject(PatronFile);

  protected readonly notices = cursorList('GET /api/v1/notices', () => {
    const patronId = this.file.id();
    return patronId === null ? undefined : { patronId, limit: 25 };
  });
}
