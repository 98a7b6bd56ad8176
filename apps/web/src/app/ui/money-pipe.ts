import { inject, Pipe, PipeTransform } from '@angular/core';
import { Language } from '../i18n/language';
import { Session } from '../session/session';

/** Minor units (cents) as money in the library's currency: `{{ 250 | money }}` → `2,50 €`. */
@Pipe({ name: 'money', pure: false })
export class MoneyPipe implements PipeTransform {
  private readonly language = inject(Language);
  private readonly session = inject(Session);

  transform(minorUnits: number | null | undefined): string {
    if (minorUnits === null || minorUnits === undefined) return '';
    return formatMoney(minorUnits, this.session.library().currency, this.language.current());
  }
}

/** @param minorUnits an integer of the currency's smallest unit */
export function formatMoney(minorUnits: number, currency: string, language: string): string {
  const format = new Intl.NumberFormat(language, { style: 'currency', currency });
  return format.format(minorUnits / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

/** What someone typed (`2,50`, `2.5`, `3`) as minor units, or null when it is no amount. */
export function parseMoney(text: string, currency: string): number | null {
  const clean = text
    .trim()
    .replace(/[\s\u00a0\u202f]/g, '')
    .replace(',', '.');
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  if (!/^\d+(\.\d+)?$/.test(clean)) return null;
  const [, fraction = ''] = clean.split('.');
  return fraction.length > digits ? null : Math.round(Number(clean) * 10 ** digits);
}

/** The same for an amount that may lie below zero: `-2,50`. */
export function parseSignedMoney(text: string, currency: string): number | null {
  const [, sign, rest = ''] = /^\s*([-−–]?)(.*)$/s.exec(text) ?? [];
  const amount = parseMoney(rest, currency);
  return amount === null || sign === '' ? amount : -amount;
}
