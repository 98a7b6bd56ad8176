import { Component, computed, inject, signal } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoPipe } from '@jsverse/transloco';
import { Api } from '../api';
import type { Loan, LoanChange, Refusal } from '../api-types';
import { copyLine } from '../circulation/worklist-words';
import { DeskWords } from '../desk/desk-words';
import { LoanClaims, type LoanRemark } from '../desk/loan-claims';
import { ProblemError } from '../session/problem-error';
import { Session } from '../session/session';
import { EmptyState } from '../ui/empty-state';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { ProblemTexts } from '../ui/problem-texts';
import { LibraryLists } from './library-lists';
import { PatronFile } from './patron-file';

/** What the reader has at home: renewing one, some or all, each refusal in the row it belongs to; claims and losses. */
@Component({
  imports: [
    EmptyState,
    LoanClaims,
    LocalDatePipe,
    MatButton,
    MatIcon,
    MatIconButton,
    RouterLink,
    TranslocoDirective,
    TranslocoPipe,
  ],
  templateUrl: './patron-loans.html',
  styleUrl: './patron-tabs.scss',
})
export class PatronLoans {
  protected readonly file = inject(PatronFile);
  protected readonly lists = inject(LibraryLists);
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly words = inject(DeskWords);
  private readonly problems = inject(ProblemTexts);

  /** Why a renewal was refused, by loan. */
  protected readonly refused = signal<ReadonlyMap<number, string[]>>(new Map());
  protected readonly chosen = signal<ReadonlySet<number>>(new Set());
  protected readonly opened = signal<number | null>(null);
  protected readonly isBusy = signal(false);
  protected readonly told = signal<{ renewed: number; refused: number } | null>(null);
  protected readonly copyLine = copyLine;
  protected readonly canRemark = computed(() => this.session.can('circulation.desk'));
  private readonly loans = computed(() => this.file.all()?.loans ?? []);
  protected readonly areAllChosen = computed(() => this.loans().every(({ id }) => this.chosen().has(id)));

  protected choose(id: number, isChosen: boolean): void {
    this.chosen.update((before) => new Set(isChosen ? [...before, id] : [...before].filter((one) => one !== id)));
  }

  protected chooseAll(areChosen: boolean): void {
    this.chosen.set(new Set(areChosen ? this.loans().map(({ id }) => id) : []));
  }

  protected async renew(loan: Loan): Promise<void> {
    this.told.set(null);
    if (await this.renewOne(loan)) this.file.reload();
  }

  protected async renewChosen(): Promise<void> {
    this.isBusy.set(true);
    let renewed = 0;
    const wanted = this.loans().filter(({ id }) => this.chosen().has(id));
    // One after the other: what is renewed first counts when the next is decided.
    for (const loan of wanted) if (await this.renewOne(loan)) renewed += 1;
    this.told.set({ renewed, refused: wanted.length - renewed });
    this.chosen.set(new Set());
    this.isBusy.set(false);
    this.file.reload();
  }

  protected async remark({ id }: Loan, remark: LoanRemark): Promise<void> {
    this.opened.set(null);
    const done = await this.file.change((once) => this.send(id, remark, once), `said.${remark.kind}`);
    if (done !== undefined) this.file.reload();
  }

  private send(id: number, remark: LoanRemark, once: { key: string }): Promise<LoanChange> {
    const body = 'comment' in remark && remark.comment !== undefined ? { comment: remark.comment } : {};
    switch (remark.kind) {
      case 'claim':
        return this.api.call('POST /api/v1/loans/{id}/claim', { id, body }, once);
      case 'unclaim':
        return this.api.call('DELETE /api/v1/loans/{id}/claim', { id }, once);
      case 'lost':
        return this.api.call('POST /api/v1/loans/{id}/lost', { id, body }, once);
      case 'missing':
        return this.api.call('POST /api/v1/loans/{id}/missing', { id, body }, once);
    }
  }

  private async renewOne({ id }: Loan): Promise<boolean> {
    // A refusal belongs into the row; defects surface.
    try {
      await this.api.call('POST /api/v1/loans/{id}/renew', { id, body: {} }, { key: crypto.randomUUID() });
      this.tell(id, []);
      return true;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const reasons = error.refusals.map((refusal: Refusal) => this.words.refusal(refusal));
      this.tell(id, reasons.length > 0 ? reasons : [this.problems.sentence(error)]);
      return false;
    }
  }

  private tell(loanId: number, reasons: string[]): void {
    this.refused.update((all) => new Map(all).set(loanId, reasons));
  }
}
