import { Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective } from '@jsverse/transloco';
import { apiResource } from '../api';
import { Session } from '../session/session';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { MoneyPipe } from '../ui/money-pipe';
import { Skeleton } from '../ui/skeleton';
import { AccountForm, type AccountAction } from './account-form';
import { LibraryLists } from './library-lists';
import { PatronFile } from './patron-file';

/** The reader's account, line by line, with payment, charge and waiver for those who may. */
@Component({
  imports: [
    AccountForm,
    EmptyState,
    ErrorState,
    LocalDatePipe,
    MatButton,
    MatIcon,
    MoneyPipe,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './patron-account.html',
  styleUrl: './patron-tabs.scss',
})
export class PatronAccount {
  protected readonly file = inject(PatronFile);
  protected readonly session = inject(Session);
  protected readonly lists = inject(LibraryLists);

  protected readonly account = apiResource('GET /api/v1/patrons/{id}/account', () => {
    const id = this.file.id();
    return id === null ? undefined : { id };
  });
  protected readonly action = signal<AccountAction | null>(null);

  protected close(hasChanged: boolean): void {
    this.action.set(null);
    if (!hasChanged) return;
    this.account.reload();
    this.file.reload();
  }
}
