import { Component, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { apiResource } from '../api';
import { ErrorState } from '../ui/error-state';
import { Skeleton } from '../ui/skeleton';

/** A mail as the reader got it, or what it is to be about while it is not written. */
@Component({
  selector: 'app-notice-text',
  imports: [ErrorState, Skeleton, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'notices'">
      @if (mail.error(); as error) {
        <app-error-state [error]="error" (retry)="mail.reload()" />
      } @else if (!mail.hasValue()) {
        <app-skeleton [lines]="4" />
      } @else {
        @let detail = mail.value();
        @if (detail.html; as html) {
          <p class="head small quiet">{{ t('to', { address: detail.address ?? '—' }) }}</p>
          <p class="subject">{{ detail.subject }}</p>
          <div class="body" [innerHTML]="html"></div>
        } @else if (detail.about.some(hasTitle)) {
          <p class="small quiet">{{ t('about') }}</p>
          <ul>
            @for (subject of detail.about; track $index) {
              @if (subject.title) {
                <li>{{ subject.title }}</li>
              }
            }
          </ul>
        } @else {
          <p class="small quiet">
            {{ t(detail.state === 'planned' || detail.state === 'queued' ? 'notWritten' : 'noText') }}
          </p>
        }
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: block;
      margin: 4px 16px 12px;
      padding: 12px 16px;
      border-radius: 8px;
      background: var(--mat-sys-surface-container-low);
    }
    .subject {
      font-weight: 600;
      margin-block-end: 8px;
    }
  `,
  styleUrl: './mail-body.scss',
})
export class NoticeText {
  readonly id = input.required<number>();

  protected readonly mail = apiResource('GET /api/v1/notices/{id}', () => ({ id: this.id() }));
  protected readonly hasTitle = (subject: { title: string | null }) => subject.title !== null;
}
