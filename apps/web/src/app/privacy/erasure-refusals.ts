import { Component, inject, input } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import type { Refusal } from '../api-types';
import { Language } from '../i18n/language';
import { Session } from '../session/session';
import { formatMoney } from '../ui/money-pipe';

/** What stands against an erasure, a line each. */
@Component({
  selector: 'app-erasure-refusals',
  template: `
    <ul>
      @for (refusal of refusals(); track refusal.code) {
        <li>{{ say(refusal) }}</li>
      }
    </ul>
  `,
  styles: `
    ul {
      margin-block: 4px 0;
      padding-inline-start: 20px;
      list-style: disc;
    }
  `,
})
export class ErasureRefusals {
  private readonly transloco = inject(TranslocoService);
  private readonly language = inject(Language);
  private readonly session = inject(Session);

  readonly refusals = input.required<readonly Refusal[]>();

  protected say({ code, params }: Refusal): string {
    const { amount } = params;
    const money =
      typeof amount === 'number' ? formatMoney(amount, this.session.library().currency, this.language.current()) : '';
    return this.transloco.translate(`privacy.refusals.${code}`, { ...params, amount: money });
  }
}
