import { Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { Router } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api } from '../api';
import type { Patron } from '../api-types';
import { DeskWords } from '../desk/desk-words';
import { Session } from '../session/session';
import { Confirm } from '../ui/confirm';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { LibraryLists } from './library-lists';
import { PatronFile } from './patron-file';

/** Who the reader is: contact, membership, what stands in the way, notes; renewing the membership and erasing. */
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
  private readonly confirm = inject(Confirm);
  private readonly transloco = inject(TranslocoService);
  private readonly router = inject(Router);

  /** Why the reader cannot be erased yet: the server refuses the same, this says it beforehand. */
  protected readonly erasureObstacles = computed(() => {
    const all = this.file.all();
    if (!all) return [];
    return [
      ...(all.loans.length > 0 ? [{ key: 'erase.hasLoans', count: all.loans.length }] : []),
      ...(all.holds.length > 0 ? [{ key: 'erase.hasHolds', count: all.holds.length }] : []),
      ...(all.balance !== 0 ? [{ key: 'erase.hasBalance', count: 1 }] : []),
    ];
  });

  protected async renewMembership(): Promise<void> {
    const patron = await this.file.change(
      (once) => this.api.call('POST /api/v1/patrons/{id}/renew-membership', { id: this.file.id()! }, once),
      'said.membershipRenewed',
    );
    if (patron) this.file.accept(patron);
    if (patron) this.file.reload();
  }

  protected async erase(patron: Patron): Promise<void> {
    const t = (key: string) =>
      this.transloco.translate<string>(`patrons.erase.${key}`, { name: `${patron.givenName} ${patron.familyName}` });
    const isSure = await this.confirm.ask({
      title: t('title'),
      text: t('text'),
      action: t('action'),
      isDangerous: true,
    });
    if (!isSure) return;
    const receipt = await this.file.change(
      (once) => this.api.call('DELETE /api/v1/patrons/{id}', { id: patron.id }, { ...once, version: patron.version }),
      'said.erased',
    );
    if (receipt !== undefined) await this.router.navigateByUrl('/patrons');
    else this.file.reload();
  }
}
