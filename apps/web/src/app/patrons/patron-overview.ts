import { Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective } from '@jsverse/transloco';
import { Api } from '../api';
import { DeskWords } from '../desk/desk-words';
import { Session } from '../session/session';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { LibraryLists } from './library-lists';
import { PatronFile } from './patron-file';

/** Who the reader is: contact, membership, what stands in the way, notes; renewing the membership. */
@Component({
  imports: [LocalDatePipe, MatButton, MatIcon, TranslocoDirective],
  templateUrl: './patron-overview.html',
  styleUrl: './patron-tabs.scss',
})
export class PatronOverview {
  protected readonly file = inject(PatronFile);
  protected readonly session = inject(Session);
  protected readonly lists = inject(LibraryLists);
  protected readonly words = inject(DeskWords);
  private readonly api = inject(Api);

  protected async renewMembership(): Promise<void> {
    const patron = await this.file.change(
      (once) => this.api.call('POST /api/v1/patrons/{id}/renew-membership', { id: this.file.id()! }, once),
      'said.membershipRenewed',
    );
    if (patron) this.file.accept(patron);
    if (patron) this.file.reload();
  }
}
