import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Loan } from '../api-types';
import { Session } from '../session/session';

/** What may be said of a loan whose copy the reader does not bring. */
export type LoanRemark =
  { kind: 'claim' | 'lost'; comment?: string } | { kind: 'missing'; comment: string } | { kind: 'unclaim' };

/**
 * Under a loan: that its reader says they returned it, that it is lost, that they are believed. What charges somebody or ends
 * a loan takes a second press.
 */
@Component({
  selector: 'app-loan-claims',
  imports: [MatButton, TranslocoDirective],
  template: `
    <div class="claims" role="group" [attr.aria-label]="loan().record.title" *transloco="let t; prefix: 'desk.claims'">
      @switch (asked()) {
        @case ('lost') {
          <span>{{ t('lostSure') }}</span>
          <button matButton="filled" type="button" (click)="say({ kind: 'lost' })">{{ t('lostDo') }}</button>
          <button matButton type="button" (click)="asked.set(null)">{{ t('no') }}</button>
        }
        @case ('missing') {
          <form (submit)="believe($event, comment.value)">
            <label>
              <span>{{ t('missingWhy') }}</span>
              <input #comment type="text" maxlength="500" required autocomplete="off" />
            </label>
            <button matButton="filled" type="submit">{{ t('missingDo') }}</button>
            <button matButton type="button" (click)="asked.set(null)">{{ t('no') }}</button>
          </form>
        }
        @default {
          @if (isClaimed()) {
            <button matButton="outlined" type="button" (click)="say({ kind: 'unclaim' })">{{ t('unclaim') }}</button>
            @if (canBelieve()) {
              <button matButton="outlined" type="button" (click)="asked.set('missing')">{{ t('missing') }}</button>
            }
          } @else if (!isLost()) {
            <button matButton="outlined" type="button" (click)="say({ kind: 'claim' })">{{ t('claim') }}</button>
          }
          @if (isLost()) {
            <span class="quiet">{{ t('isLost') }}</span>
          } @else if (canCharge()) {
            <button matButton="outlined" type="button" (click)="asked.set('lost')">{{ t('lost') }}</button>
          }
        }
      }
    </div>
  `,
  styles: `
    .claims,
    form {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 6px 10px;
    }
    .claims {
      padding-block: 4px 8px;
    }
    label {
      display: grid;
      gap: 2px;
      font-size: 0.875rem;
    }
    input {
      width: min(100%, 300px);
      height: 40px;
      padding-inline: 12px;
      border: 1px solid var(--mat-sys-outline);
      border-radius: 8px;
      background: var(--mat-sys-surface-container-lowest);
    }
    form button {
      align-self: end;
    }
  `,
})
export class LoanClaims {
  private readonly session = inject(Session);

  readonly loan = input.required<Loan>();
  readonly said = output<LoanRemark>();

  protected readonly asked = signal<'lost' | 'missing' | null>(null);
  protected readonly isClaimed = computed(() => this.loan().item.status === 'claimed_returned');
  protected readonly isLost = computed(() => this.loan().item.status === 'lost');
  /** What a reader says is heard at any desk; what they are charged or let off is for where it was lent. */
  protected readonly canCharge = computed(() => this.session.canAt('circulation.desk', this.loan().branchId));
  protected readonly canBelieve = computed(() => this.session.canAt('circulation.override', this.loan().branchId));

  protected say(remark: LoanRemark): void {
    this.asked.set(null);
    this.said.emit(remark);
  }

  protected believe(event: Event, comment: string): void {
    event.preventDefault();
    if (comment.trim() !== '') this.say({ kind: 'missing', comment: comment.trim() });
  }
}
