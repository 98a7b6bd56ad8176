import { Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import type { RehearsalExample, RehearsalReport } from '../api-types';
import { ReferenceData } from '../forms/reference-data';
import { Language } from '../i18n/language';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { MoneyPipe } from '../ui/money-pipe';

/** What a draft would have changed in the last twelve months: in figures, by category and type, with examples. */
@Component({
  selector: 'app-rehearsal-report',
  imports: [LocalDatePipe, MoneyPipe, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'policies.rehearsal.report'">
      <section class="sheet" aria-labelledby="report-title">
        <h3 id="report-title">{{ t('title') }}</h3>
        <p class="quiet">
          {{
            t('looked', {
              loans: number(report().loans),
              renewals: number(report().renewals),
              returns: number(report().returns),
              attempts: number(report().refusedAttempts),
              from: (report().from | localDate),
              to: (report().to | localDate),
            })
          }}
        </p>
        <dl class="figures">
          <div>
            <dt>{{ t('moved') }}</dt>
            <dd class="tabular">{{ number(report().dueDates.earlier + report().dueDates.later) }}</dd>
            <dd class="small quiet">
              {{
                t('earlierLater', {
                  earlier: number(report().dueDates.earlier),
                  later: number(report().dueDates.later),
                })
              }}
            </dd>
          </div>
          <div>
            <dt>{{ t('refusalsAdded') }}</dt>
            <dd class="tabular">{{ number(report().refusalsAdded) }}</dd>
            <dd class="small quiet">{{ t('refusalsRemoved', { count: report().refusalsRemoved }) }}</dd>
          </div>
          <div>
            <dt>{{ t('charges') }}</dt>
            <dd class="tabular">{{ report().charges.after | money }}</dd>
            <dd class="small quiet">{{ t('chargesBefore') }} {{ report().charges.before | money }}</dd>
          </div>
          <div>
            <dt>{{ t('suspensions') }}</dt>
            <dd class="tabular">{{ number(report().suspensions.daysAfter) }}</dd>
            <dd class="small quiet">{{ t('suspensionsBefore', { count: report().suspensions.daysBefore }) }}</dd>
          </div>
        </dl>
        @if (isUnchanged()) {
          <p class="unchanged">{{ t('unchanged') }}</p>
        }
      </section>

      @if (report().refusals.length > 0) {
        <section>
          <h3>{{ t('reasons') }}</h3>
          <div class="table-frame" tabindex="0" role="region" [attr.aria-label]="t('reasons')">
            <table class="rows">
              <thead>
                <tr>
                  <th scope="col">{{ t('reason') }}</th>
                  <th scope="col">{{ t('action') }}</th>
                  <th scope="col" class="number">{{ t('added') }}</th>
                  <th scope="col" class="number">{{ t('removed') }}</th>
                </tr>
              </thead>
              <tbody>
                @for (line of report().refusals; track $index) {
                  <tr>
                    <th scope="row">{{ reason(line.code) }}</th>
                    <td>{{ t('actions.' + line.action) }}</td>
                    <td class="number">{{ number(line.added) }}</td>
                    <td class="number">{{ number(line.removed) }}</td>
                  </tr>
                }
              </tbody>
            </table>
          </div>
        </section>
      }

      @if (groups().length > 0) {
        <section>
          <h3>{{ t('groups') }}</h3>
          <div class="table-frame" tabindex="0" role="region" [attr.aria-label]="t('groups')">
            <table class="rows">
              <thead>
                <tr>
                  <th scope="col">{{ t('category') }}</th>
                  <th scope="col">{{ t('type') }}</th>
                  <th scope="col" class="number">{{ t('loans') }}</th>
                  <th scope="col" class="number">{{ t('earlier') }}</th>
                  <th scope="col" class="number">{{ t('later') }}</th>
                  <th scope="col" class="number">{{ t('added') }}</th>
                  <th scope="col" class="number">{{ t('removed') }}</th>
                  <th scope="col" class="number">{{ t('chargesShort') }}</th>
                </tr>
              </thead>
              <tbody>
                @for (group of groups(); track $index) {
                  <tr>
                    <th scope="row">{{ reference.categoryName(group.patronCategoryId) }}</th>
                    <td>{{ reference.itemTypeName(group.itemTypeId) }}</td>
                    <td class="number">{{ number(group.loans) }}</td>
                    <td class="number">{{ number(group.dueEarlier) }}</td>
                    <td class="number">{{ number(group.dueLater) }}</td>
                    <td class="number">{{ number(group.refusalsAdded) }}</td>
                    <td class="number">{{ number(group.refusalsRemoved) }}</td>
                    <td class="number">{{ group.chargesBefore | money }} → {{ group.chargesAfter | money }}</td>
                  </tr>
                }
              </tbody>
            </table>
          </div>
        </section>
      }

      @if (report().examples.length > 0) {
        <section>
          <h3>{{ t('examples') }}</h3>
          <ul class="sheet examples">
            @for (example of report().examples; track $index) {
              <li>
                <span class="title serif">{{ example.title ?? t('attempt') }}</span>
                <span class="small quiet">
                  {{ t('actions.' + example.action) }}, {{ example.at | localDate: 'dateTime' }} ·
                  {{ reference.branchName(example.branchId) }} · {{ reference.categoryName(example.patronCategoryId) }}
                </span>
                <span class="tabular">
                  @switch (example.kind) {
                    @case ('due_date') {
                      {{
                        t('dueMoved', {
                          before: (example.dueBefore | localDate: 'weekday'),
                          after: (example.dueAfter | localDate: 'weekday'),
                        })
                      }}
                    }
                    @case ('charge') {
                      {{ example.amountBefore | money }} → {{ example.amountAfter | money }}
                    }
                    @case ('suspension') {
                      {{ t('suspended', { before: example.amountBefore, after: example.amountAfter }) }}
                    }
                    @default {
                      {{ refusal(example) }}
                    }
                  }
                </span>
              </li>
            }
          </ul>
        </section>
      }
      <p class="small quiet method">{{ t('method') }}</p>
    </ng-container>
  `,
  styles: `
    h3 {
      margin-block: 24px 8px;
    }
    .sheet > h3 {
      margin: 0 0 4px;
    }
    .figures {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(150px, 1fr));
      gap: 16px 24px;
      margin-block-start: 16px;
    }
    dt {
      font-size: 0.875rem;
      color: var(--mat-sys-on-surface-variant);
    }
    dd.tabular {
      font-family: var(--app-serif);
      font-size: 1.75rem;
      font-weight: 600;
    }
    .unchanged {
      margin-block-start: 16px;
      font-weight: 550;
    }
    .examples {
      padding-block: 4px;
    }
    .examples li {
      display: grid;
      gap: 2px;
      padding-block: 10px;
    }
    .examples li + li {
      border-block-start: 1px solid var(--mat-sys-outline-variant);
    }
    .title {
      font-weight: 600;
    }
    .method {
      max-width: 80ch;
      margin-block-start: 16px;
    }
  `,
})
export class RehearsalReportView {
  private readonly language = inject(Language);
  private readonly transloco = inject(TranslocoService);
  protected readonly reference = inject(ReferenceData);

  readonly report = input.required<RehearsalReport>();

  /** Only where something changes. */
  protected readonly groups = computed(() =>
    this.report().groups.filter(
      (group) =>
        group.dueEarlier + group.dueLater + group.refusalsAdded + group.refusalsRemoved > 0 ||
        group.chargesBefore !== group.chargesAfter,
    ),
  );
  protected readonly isUnchanged = computed(() => this.report().examples.length === 0 && this.groups().length === 0);

  protected number(value: number): string {
    return new Intl.NumberFormat(this.language.current()).format(value);
  }

  protected reason(code: string): string {
    this.language.current();
    const key = `policies.rehearsal.reasons.${code}`;
    return key in this.transloco.getTranslation(this.language.current()) ? this.transloco.translate<string>(key) : code;
  }

  protected refusal({ reasonsBefore, reasonsAfter }: RehearsalExample): string {
    const isAdded = reasonsAfter.length > 0;
    const reasons = (isAdded ? reasonsAfter : reasonsBefore).map((code) => this.reason(code)).join(', ');
    const key = isAdded ? 'wouldBeRefused' : 'wouldPass';
    return this.transloco.translate<string>(`policies.rehearsal.report.${key}`, { reasons });
  }
}
