import { Component, computed, inject, input, model, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import type { AccountLine } from '../api-types';
import { DeskBranch } from '../desk/desk-branch';
import { LibraryLists } from '../patrons/library-lists';
import { Session } from '../session/session';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { MoneyPipe } from '../ui/money-pipe';

/** Every line of an account; charges with something left to pay can be chosen for a payment, or waived. */
@Component({
  selector: 'app-account-lines',
  imports: [LocalDatePipe, MatButton, MoneyPipe, TranslocoDirective],
  template: `
    <div class="table-frame" *transloco="let t; prefix: 'accounts'">
      <table class="rows">
        <thead>
          <tr>
            @if (canChoose()) {
              <th scope="col" class="choice">
                <span class="visually-hidden">{{ t('choose') }}</span>
              </th>
            }
            <th scope="col">{{ t('what') }}</th>
            <th scope="col" class="wide-only">{{ t('when') }}</th>
            <th scope="col" class="wide-only">{{ t('where') }}</th>
            <th scope="col" class="number">{{ t('amount') }}</th>
            <th scope="col" class="number">{{ t('outstanding') }}</th>
            <th scope="col">
              <span class="visually-hidden">{{ t('actions') }}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          @for (line of lines(); track line.id) {
            <tr [class.done]="!line.outstanding">
              @if (canChoose()) {
                <td class="choice">
                  @if (line.outstanding) {
                    <label>
                      <input
                        type="checkbox"
                        [checked]="chosen().has(line.id)"
                        (change)="toggle(line.id)"
                        [attr.aria-label]="t('chooseOne', { what: nameOf(line, t) })"
                      />
                    </label>
                  }
                </td>
              }
              <th scope="row">
                {{ line.reason ? t('reasons.' + line.reason) : t('kind.' + line.kind) }}
                @if (line.title || line.note) {
                  <span class="small quiet">{{ line.title }} {{ line.note }}</span>
                }
                <span class="small quiet narrow-only">{{ line.createdAt | localDate }}</span>
              </th>
              <td class="wide-only nowrap">
                {{ line.createdAt | localDate: 'dateTime' : lists.timeZoneOf(line.branchId) }}
              </td>
              <td class="wide-only">
                {{ lists.branchName(line.branchId) }}
                @if (line.staffName) {
                  <span class="small quiet">{{ line.staffName }}</span>
                }
              </td>
              <td class="number">{{ line.amount | money }}</td>
              <td class="number">
                @if (line.outstanding) {
                  {{ line.outstanding | money }}
                }
              </td>
              <td class="doing">
                @if (line.outstanding && session.canAt('accounts.waive', line.branchId)) {
                  <button
                    matButton
                    type="button"
                    [attr.aria-label]="t('waiver.openOne', { what: nameOf(line, t) })"
                    (click)="waiverWanted.emit(line)"
                  >
                    {{ t('waiver.open') }}
                  </button>
                }
              </td>
            </tr>
          }
        </tbody>
      </table>
    </div>
  `,
  styleUrl: './account-tables.scss',
})
export class AccountLines {
  private readonly desk = inject(DeskBranch);
  protected readonly session = inject(Session);
  protected readonly lists = inject(LibraryLists);

  readonly lines = input.required<readonly AccountLine[]>();
  /** The ids of the charges that the next payment is for; none means the oldest first. */
  readonly chosen = model.required<ReadonlySet<number>>();
  readonly waiverWanted = output<AccountLine>();

  /** With one open charge there is nothing to choose. */
  protected readonly canChoose = computed(
    () =>
      this.session.canAt('accounts.take_payment', this.desk.id()) &&
      this.lines().filter(({ outstanding }) => outstanding).length > 1,
  );

  protected toggle(id: number): void {
    this.chosen.update((chosen) => {
      const next = new Set(chosen);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }

  protected nameOf(line: AccountLine, t: (key: string) => string): string {
    const kind = line.reason ? t(`reasons.${line.reason}`) : t(`kind.${line.kind}`);
    return [kind, line.title ?? line.note].filter(Boolean).join(' · ');
  }
}
