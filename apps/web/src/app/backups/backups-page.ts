import { Component, computed, inject } from '@angular/core';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective } from '@jsverse/transloco';
import { apiResource } from '../api';
import type { Backup } from '../api-types';
import { Language } from '../i18n/language';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { FailedAttempts } from './failed-attempts';
import { formatBytes, formatCount, formatSpan } from './measures';

/** Whether the library could be restored: its last backup, the last restore that proved one, and every backup there is. */
@Component({
  imports: [EmptyState, ErrorState, FailedAttempts, LocalDatePipe, MatIcon, PageHeader, Skeleton, TranslocoDirective],
  template: `
    <div class="page" *transloco="let t; prefix: 'backups'">
      <app-page-header [title]="t('title')" [text]="t('text')" />
      @if (overview(); as backups) {
        @if (backups.items.length === 0) {
          <app-empty-state icon="backup" [title]="t('empty.title')" [text]="t('empty.text')">
            <code>biblio backup</code>
          </app-empty-state>
        } @else {
          <section class="sheet state" [attr.aria-label]="t('state')">
            <ul class="concerns">
              @for (concern of backups.concerns; track concern) {
                <li class="concern">
                  <mat-icon svgIcon="warning" aria-hidden="true" />
                  <span>
                    <strong>{{ t('concerns.' + concern + '.title') }}</strong>
                    {{ t('concerns.' + concern + '.help') }}
                  </span>
                </li>
              } @empty {
                <li class="concern well">
                  <mat-icon svgIcon="check_circle" aria-hidden="true" />
                  <strong>{{ t('well') }}</strong>
                </li>
              }
            </ul>
            <dl>
              <div>
                <dt>{{ t('last') }}</dt>
                <dd>{{ backups.lastAt | localDate: 'dateTime' }}</dd>
              </div>
              <div>
                <dt>{{ t('lastVerified') }}</dt>
                <dd>
                  {{ backups.lastVerifiedAt === null ? t('never') : (backups.lastVerifiedAt | localDate: 'dateTime') }}
                </dd>
              </div>
              @if (backups.logReachAt) {
                <div>
                  <dt>{{ t('logReach') }}</dt>
                  <dd>{{ backups.logReachAt | localDate: 'dateTime' }}</dd>
                </div>
              }
              @if (lastProof(); as proof) {
                <div>
                  <dt>{{ t('recoveryTime') }}</dt>
                  <dd>{{ span(proof.recoverySeconds) }}</dd>
                </div>
                <div>
                  <dt>{{ t('recoveryPoint') }}</dt>
                  <dd>{{ span(proof.recoveryPointSeconds) }}</dd>
                </div>
              }
            </dl>
          </section>
        }
        @if (backups.failures.length > 0) {
          <h2>{{ t('failures.title') }}</h2>
          <app-failed-attempts [failures]="backups.failures" />
        }
        @if (backups.items.length > 0) {
          <h2>{{ t('catalogue') }}</h2>
          <ul class="stack">
            @for (backup of backups.items; track backup.id) {
              <li class="sheet">
                <div class="spread">
                  <strong>{{ backup.madeAt | localDate: 'dateTime' }}</strong>
                  <span class="tag" [class]="toneOf(backup)">{{ t('states.' + stateOf(backup)) }}</span>
                </div>
                <p class="quiet">
                  {{
                    t('holds', {
                      records: count(backup.records),
                      loans: count(backup.loans),
                    })
                  }}
                  · {{ size(backup.bytes) }} ·
                  {{ backup.isEncrypted ? t('encrypted') : t('notEncrypted') }}
                  @if (backup.verification; as proof) {
                    · {{ t('provedOn') }} {{ proof.verifiedAt | localDate: 'dateTime' }}
                  }
                </p>
                @if (backup.verification?.isSound === false) {
                  <ul class="findings">
                    @for (finding of backup.verification!.findings.slice(0, 10); track $index) {
                      <li>{{ finding }}</li>
                    }
                  </ul>
                }
                <p class="quiet small id">
                  {{ backup.id }} · {{ backup.engine }} · {{ t('release') }} {{ backup.release }} · {{ backup.place }}
                </p>
              </li>
            }
          </ul>
        }
      } @else if (list.error()) {
        <app-error-state [error]="list.error()" (retry)="list.reload()" />
      } @else {
        <app-skeleton [lines]="4" height="6rem" />
      }
    </div>
  `,
  styles: `
    .state {
      display: grid;
      gap: 16px;
    }
    .concerns {
      display: grid;
      gap: 10px;
    }
    .concern {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
      gap: 10px;
    }
    .concern mat-icon {
      color: var(--mat-sys-error);
    }
    .well mat-icon {
      color: var(--mat-sys-primary);
    }
    dl {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr));
      gap: 12px 24px;
    }
    dt {
      font-size: 0.8125rem;
      color: var(--mat-sys-on-surface-variant);
    }
    h2 {
      font-size: 1.1875rem;
      margin-block: 28px 12px;
    }
    .stack > li {
      display: grid;
      gap: 6px;
    }
    .findings {
      padding-inline-start: 1.2em;
      list-style: disc;
      color: var(--mat-sys-error);
    }
    .id,
    .findings li {
      overflow-wrap: anywhere;
    }
  `,
})
export class BackupsPage {
  private readonly language = inject(Language);
  protected readonly list = apiResource('GET /api/v1/backups');
  protected readonly overview = computed(() => (this.list.hasValue() ? this.list.value() : undefined));
  /** The last restore that proved a backup. */
  protected readonly lastProof = computed(() => {
    const overview = this.overview();
    return overview?.items.find(({ verification }) => verification?.verifiedAt === overview.lastVerifiedAt)
      ?.verification;
  });

  protected stateOf({ verification }: Backup): 'proved' | 'faulty' | 'unproved' {
    if (verification === null) return 'unproved';
    return verification.isSound ? 'proved' : 'faulty';
  }

  protected toneOf(backup: Backup): string {
    return { proved: 'yes', faulty: 'no', unproved: '' }[this.stateOf(backup)];
  }

  protected count(number: number): string {
    return formatCount(number, this.language.current());
  }

  protected size(bytes: number): string {
    return formatBytes(bytes, this.language.current());
  }

  protected span(seconds: number): string {
    return formatSpan(seconds, this.language.current());
  }
}
