import { inject, Pipe, PipeTransform } from '@angular/core';
import { Language } from '../i18n/language';

export type DateStyle = 'day' | 'long' | 'short' | 'time' | 'dateTime' | 'weekday' | 'month';

const STYLES: Record<DateStyle, Intl.DateTimeFormatOptions> = {
  day: { day: 'numeric', month: 'short', year: 'numeric' },
  long: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  short: { day: '2-digit', month: '2-digit', year: 'numeric' },
  time: { hour: '2-digit', minute: '2-digit' },
  dateTime: { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  weekday: { weekday: 'short', day: 'numeric', month: 'short' },
  month: { month: 'long', year: 'numeric' },
};

/** An instant or a day in the reader's words: `{{ loan.dueAt | localDate: 'weekday' : branch.timeZone }}`. */
@Pipe({ name: 'localDate', pure: false })
export class LocalDatePipe implements PipeTransform {
  private readonly language = inject(Language);

  transform(value: string | null | undefined, style: DateStyle = 'day', timeZone?: string): string {
    return value ? formatDate(value, this.language.current(), style, timeZone) : '';
  }
}

/** @param value UTC instant `2026-11-23T21:00:00.000Z` or day `2026-11-23` (which belongs to no time zone) */
export function formatDate(value: string, language: string, style: DateStyle, timeZone?: string): string {
  const isDay = value.length === 10;
  const date = new Date(isDay ? `${value}T00:00:00Z` : value);
  if (Number.isNaN(date.getTime())) return value;
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'fr', {
    ...STYLES[style],
    timeZone: isDay ? 'UTC' : timeZone,
  }).format(date);
}
