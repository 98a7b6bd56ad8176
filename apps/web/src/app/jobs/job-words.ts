import { inject, Injectable } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import type { Job, JobRunLine } from '../api-types';
import { Language } from '../i18n/language';
import { formatDate } from '../ui/local-date-pipe';

/** Says in words what jobs are for, when they run and what they did. A job without words of its own goes by its name. */
@Injectable({ providedIn: 'root' })
export class JobWords {
  private readonly transloco = inject(TranslocoService);
  private readonly language = inject(Language);

  title(name: string): string {
    return this.find(`of.${name}.title`) ?? name;
  }

  text(name: string): string {
    return this.find(`of.${name}.text`) ?? '';
  }

  schedule({ kind, hour, scope, minutes }: Job): string {
    if (kind === 'daily') return this.find(`schedule.${scope}`, { time: this.hourText(hour ?? 0) }) ?? '';
    return this.find(`schedule.${kind}`, { count: minutes ?? 0 }) ?? '';
  }

  /** What was done, the greatest number first; nothing that was done not at all. */
  counts(name: string, counts: Record<string, number>): string[] {
    return Object.entries(counts)
      .filter(([, count]) => count > 0)
      .sort(([, one], [, other]) => other - one)
      .map(([code, count]) => this.find(`of.${name}.counts.${code}`, { count }) ?? `${code}: ${count}`);
  }

  line(name: string, { outcome, detail }: JobRunLine): string {
    const params: Record<string, string> = {};
    for (const [field, value] of Object.entries(detail)) params[field] = this.value(field, value);
    return this.find(`of.${name}.lines.${outcome}`, params) ?? this.find(`lines.${outcome}`, params) ?? outcome;
  }

  private value(field: string, value: unknown): string {
    if (field === 'refusals' && Array.isArray(value)) {
      return value.map((code: string) => this.find(`reasons.${code}`) ?? code).join(', ');
    }
    const text = String(value);
    return /^\d{4}-\d{2}-\d{2}T/.test(text) ? formatDate(text, this.language.current(), 'weekday') : text;
  }

  private hourText(hour: number): string {
    const at = new Date(Date.UTC(2026, 0, 1, hour));
    const style = { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' } as const;
    return new Intl.DateTimeFormat(this.language.current() === 'en' ? 'en-GB' : 'fr', style).format(at);
  }

  /** Reads the language signal, so that templates follow a switch. */
  private find(key: string, params: Record<string, unknown> = {}): string | null {
    const path = `jobs.${key}`;
    const isKnown = path in this.transloco.getTranslation(this.language.current());
    return isKnown ? this.transloco.translate<string>(path, params) : null;
  }
}
