import { Component, computed, inject, input, model, output } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective } from '@jsverse/transloco';
import { OwnBranches } from '../forms/own-branches';
import { ReferenceData } from '../forms/reference-data';
import { SectionTabs } from '../forms/section-tabs';
import { Session } from '../session/session';
import { PageHeader } from '../ui/page-header';

/** The top of the cash pages: day or month, which one, which branch, and the files to take away. */
@Component({
  selector: 'app-cash-header',
  imports: [MatButton, MatIcon, MatIconButton, PageHeader, SectionTabs, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'cash'">
      <app-page-header [title]="t(unit() === 'day' ? 'title' : 'month.title')" [text]="t('text')">
        <a matButton [href]="fileAddress() + '&format=csv'" download>
          <mat-icon svgIcon="download" aria-hidden="true" />CSV
        </a>
        <a matButton="outlined" [href]="fileAddress() + '&format=pdf'" target="_blank">
          <mat-icon svgIcon="receipt" aria-hidden="true" />PDF
        </a>
      </app-page-header>
      <app-section-tabs
        [label]="t('title')"
        [tabs]="[
          { path: '/cash', label: t('day.tab') },
          { path: '/cash/month', label: t('month.tab') },
        ]"
      />
      <div class="row pickers">
        <button matIconButton type="button" [attr.aria-label]="t(unit() + '.before')" (click)="stepped.emit(-1)">
          <mat-icon class="before" svgIcon="chevron_right" aria-hidden="true" />
        </button>
        <label>
          <span class="visually-hidden">{{ t(unit() + '.pick') }}</span>
          <input
            #field
            [type]="unit() === 'day' ? 'date' : 'month'"
            [value]="chosen()"
            [max]="latest()"
            (change)="field.value && chosen.set(field.value)"
          />
        </label>
        <button
          matIconButton
          type="button"
          [attr.aria-label]="t(unit() + '.after')"
          [disabled]="chosen() >= latest()"
          (click)="stepped.emit(1)"
        >
          <mat-icon svgIcon="chevron_right" aria-hidden="true" />
        </button>
        @if (reference.branches().length > 1) {
          <label>
            <span class="visually-hidden">{{ t('branch') }}</span>
            <select #place (change)="branch.set(place.value)">
              @for (option of choices(); track option.value) {
                <option [value]="option.value" [selected]="option.value === branch()">{{ option.label }}</option>
              }
              @if (canAll()) {
                <option value="all" [selected]="branch() === 'all'">{{ t('allBranches') }}</option>
              }
            </select>
          </label>
        }
      </div>
    </ng-container>
  `,
  styles: `
    .before {
      rotate: 180deg;
    }
    .pickers {
      gap: 4px;
      margin-block-end: 20px;
    }
    .pickers label:last-child:not(:first-child) {
      margin-inline-start: 12px;
    }
    input,
    select {
      height: 44px;
      padding-inline: 12px;
      border: 1px solid var(--mat-sys-outline);
      border-radius: 8px;
      background: var(--mat-sys-surface-container-lowest);
    }
    @media (max-width: 560px) {
      .pickers label:last-child:not(:first-child) {
        margin-inline-start: 0;
        flex-basis: 100%;
      }
      select {
        width: 100%;
      }
    }
  `,
})
export class CashHeader {
  protected readonly reference = inject(ReferenceData);
  private readonly own = inject(OwnBranches);
  private readonly session = inject(Session);

  readonly unit = input.required<'day' | 'month'>();
  /** `2026-11-28` or `2026-11`. */
  readonly chosen = model.required<string>();
  /** The last that there is yet. */
  readonly latest = input.required<string>();
  /** A branch's id, or `all`. */
  readonly branch = model.required<string>();
  /** Where the file is, without its format. */
  readonly fileAddress = input.required<string>();
  readonly stepped = output<-1 | 1>();

  protected readonly choices = computed(() => this.own.options('accounts.take_payment', Number(this.branch())));
  protected readonly canAll = computed(() => this.session.canAt('accounts.take_payment', null));
}
