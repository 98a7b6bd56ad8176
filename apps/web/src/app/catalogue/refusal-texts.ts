import { inject, Injectable } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import type { Refusal } from '../api-types';
import { Language } from '../i18n/language';
import { Session } from '../session/session';
import { formatDate } from '../ui/local-date-pipe';
import { formatMoney } from '../ui/money-pipe';

/** Tells a reader why something is refused, without the desk's words. Texts: `refusals` in app.json. */
@Injectable({ providedIn: 'root' })
export class RefusalTexts {
  private readonly transloco = inject(TranslocoService);
  private readonly language = inject(Language);
  private readonly session = inject(Session);

  describe(refusal: Refusal): string {
    const known = this.transloco.getTranslation(this.language.current());
    const key = `refusals.${refusal.code}`;
    return this.transloco.translate<string>(key in known ? key : 'refusals.other', this.written(refusal.params));
  }

  private written(params: Record<string, unknown>): Record<string, unknown> {
    const language = this.language.current();
    const { currency } = this.session.library();
    return Object.fromEntries(
      Object.entries(params).map(([name, value]) => {
        if (typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value))
          return [name, formatDate(value, language, 'day')];
        if (typeof value === 'number' && name === 'balance') return [name, formatMoney(value, currency, language)];
        return [name, value];
      }),
    );
  }
}
