import { Component, computed, DOCUMENT, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api, apiResource } from '../api';
import { Confirm } from '../ui/confirm';
import { copyText } from '../ui/copy-text';
import { ErrorState } from '../ui/error-state';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { ProblemTexts } from '../ui/problem-texts';
import { Skeleton } from '../ui/skeleton';
import { Toasts } from '../ui/toasts';

/** The secret address at which a reader's own calendar program finds their due dates. It is shown once, when it is made. */
@Component({
  selector: 'app-my-calendar',
  imports: [ErrorState, LocalDatePipe, MatButton, MatIcon, Skeleton, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'account.calendar'">
      <p>{{ t('text') }}</p>
      @if (own.error(); as error) {
        <app-error-state [error]="error" (retry)="own.reload()" />
      } @else if (!own.hasValue()) {
        <app-skeleton [lines]="2" />
      } @else {
        @if (address(); as address) {
          <div class="once" role="status">
            <p>{{ t('once') }}</p>
            <code>{{ address }}</code>
            <div class="row">
              <button matButton="filled" type="button" (click)="copy(address)">
                <mat-icon svgIcon="copy" aria-hidden="true" />{{ t('copy') }}
              </button>
              <a matButton="outlined" [href]="subscription()">{{ t('subscribe') }}</a>
            </div>
            <p class="small">{{ t('how') }}</p>
          </div>
        }
        @if (own.value().feed; as feed) {
          <p>{{ t('since', { day: feed.createdAt | localDate: 'long' }) }}</p>
          <div class="row">
            <button matButton="outlined" type="button" [disabled]="isBusy()" (click)="renew()">{{ t('renew') }}</button>
            <button matButton type="button" [disabled]="isBusy()" (click)="revoke()">{{ t('revoke') }}</button>
          </div>
        } @else {
          <button matButton="outlined" type="button" [disabled]="isBusy()" (click)="create()">{{ t('create') }}</button>
        }
        <p class="small quiet">{{ t('secret') }}</p>
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      justify-items: start;
      gap: 12px;
    }
    .once {
      display: grid;
      gap: 12px;
      padding: 16px 20px;
      border-radius: var(--app-radius);
      background: var(--app-yes-container);
      color: light-dark(#0d3d27, #c5ecd3);
    }
    code {
      padding: 8px 12px;
      border-radius: 6px;
      background: var(--mat-sys-surface-container-lowest);
      color: var(--mat-sys-on-surface);
      overflow-wrap: anywhere;
      user-select: all;
    }
  `,
})
export class MyCalendar {
  private readonly api = inject(Api);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);
  private readonly texts = inject(ProblemTexts);
  private readonly document = inject(DOCUMENT);

  protected readonly own = apiResource('GET /api/v1/me/calendar-feed');
  protected readonly isBusy = signal(false);
  /** The address just made; leaving the page forgets it. */
  protected readonly address = signal<string | null>(null);
  /** The same for a program that follows calendars. */
  protected readonly subscription = computed(() => this.address()?.replace(/^https?:/, 'webcal:') ?? null);

  protected create(): Promise<void> {
    return this.attempt(async () => {
      const { path } = await this.api.call('POST /api/v1/me/calendar-feed');
      this.address.set(new URL(path, this.document.location.href).href);
    });
  }

  protected async renew(): Promise<void> {
    if (await this.isSure('renew')) await this.create();
  }

  protected async revoke(): Promise<void> {
    if (!(await this.isSure('revoke'))) return;
    await this.attempt(async () => {
      await this.api.call('DELETE /api/v1/me/calendar-feed');
      this.address.set(null);
      this.toasts.say(this.text('revoked'));
    });
  }

  protected async copy(address: string): Promise<void> {
    const isCopied = await copyText(address);
    this.toasts.say(this.text(isCopied ? 'copied' : 'copyByHand'), { tone: isCopied ? 'yes' : 'neutral' });
  }

  private isSure(what: 'renew' | 'revoke'): Promise<boolean> {
    const [title, text, action] = [this.text(`${what}Title`), this.text('oldEnds'), this.text(what)];
    return this.confirm.ask({ title, text, action, isDangerous: what === 'revoke' });
  }

  private async attempt(change: () => Promise<void>): Promise<void> {
    this.isBusy.set(true);
    // Refused: what was so before is shown again, and the toast says why.
    try {
      await change();
    } catch (error) {
      this.toasts.say(this.texts.sentence(error), { tone: 'no' });
    } finally {
      this.isBusy.set(false);
    }
    this.own.reload();
  }

  private text(key: string): string {
    return this.transloco.translate<string>(`account.calendar.${key}`);
  }
}
