import type { Formats } from '../platform/formats.ts';
import type { HeldEntry, HeldKind } from './data-export.queries.ts';
import { DATA_WORDS, type DataWords } from './data-export-words.ts';

export const DATA_EXPORT_FORMATS = ['json', 'html'] as const;
export type DataExportFormat = (typeof DATA_EXPORT_FORMATS)[number];

/** What a file says before what is held: whose library wrote it, and when. */
export interface DataExportHead {
  libraryName: string;
  currency: string;
  timeZone: string;
  /** UTC. */
  at: string;
}

/** Writes one file with all that is held about a reader, piece by piece. */
export interface DataWriter {
  begin: () => string;
  beginKind: (kind: HeldKind) => string;
  entries: (kind: HeldKind, entries: readonly HeldEntry[]) => string;
  endKind: (kind: HeldKind) => string;
  end: () => string;
}

/** Writes JSON for a program to read: instants in UTC, amounts in minor units of the currency that is named. */
export function jsonWriter({ libraryName, currency, at }: DataExportHead): DataWriter {
  let isFirst = true;
  const head = { format: 'biblio-pro.personal-data', version: 1, library: libraryName, exportedAt: at, currency };
  return {
    begin: () => `${JSON.stringify(head, null, 2).slice(0, -2)},\n`,
    beginKind: (kind) => {
      isFirst = true;
      return `  ${JSON.stringify(kind)}: [`;
    },
    entries: (_kind, entries) => {
      const text = entries.map((entry) => `\n    ${JSON.stringify(entry)}`).join(',');
      const separator = isFirst || entries.length === 0 ? '' : ',';
      if (entries.length > 0) isFirst = false;
      return separator + text;
    },
    endKind: () => (isFirst ? '],\n' : '\n  ],\n'),
    // Behind all the rest: whoever finds it has the whole file.
    end: () => '  "isComplete": true\n}\n',
  };
}

/** Writes a page for the reader to look at, which needs nothing beside itself, in the reader's language. */
export function htmlWriter(head: DataExportHead, language: 'fr' | 'en', formats: Formats): DataWriter {
  const words = DATA_WORDS[language];
  let count = 0;
  return {
    begin: () => {
      const written = formats.moment(head.at, head.timeZone);
      const title = `${words.title} – ${head.libraryName}`;
      return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><main>
<h1>${escapeHtml(words.title)}</h1>
<p>${escapeHtml(`${head.libraryName} · ${written}`)}</p>
<p>${escapeHtml(words.intro)}</p>
`;
    },
    beginKind: (kind) => {
      count = 0;
      return `<section><h2>${escapeHtml(words.kinds[kind])}</h2>\n`;
    },
    entries: (_kind, entries) => {
      count += entries.length;
      return entries.map((entry) => htmlEntry(entry, head, words, formats)).join('');
    },
    endKind: () => `${count === 0 ? `<p class="quiet">${escapeHtml(words.nothing)}</p>` : ''}</section>\n`,
    end: () => `<p class="quiet">${escapeHtml(words.end)}</p></main></body></html>\n`,
  };
}

function htmlEntry(entry: HeldEntry, head: DataExportHead, words: DataWords, formats: Formats): string {
  const facts = Object.entries(entry)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => {
      const shown = htmlValue(name, value, head, words, formats);
      return `<dt>${escapeHtml(words.fields[name] ?? name)}</dt><dd>${shown}</dd>`;
    });
  return `<dl>${facts.join('')}</dl>\n`;
}

function htmlValue(
  name: string,
  value: unknown,
  { timeZone }: DataExportHead,
  words: DataWords,
  formats: Formats,
): string {
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (name === 'amount') return escapeHtml(formats.money(value as number));
  if (typeof value === 'object') {
    const text = escapeHtml(JSON.stringify(value, null, 1));
    return `<details><summary>${escapeHtml(words.details)}</summary><pre>${text}</pre></details>`;
  }
  const text = String(value);
  if (name === 'at' || name.endsWith('At')) return escapeHtml(formats.moment(text, timeZone));
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return escapeHtml(formats.day(text));
  return escapeHtml(words.values[text] ?? text);
}

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;color:#1d1b20;background:#fff;margin:0}
main{max-width:48rem;margin:0 auto;padding:1.5rem}h1,h2{font-family:Georgia,serif;line-height:1.2}
section{margin-block-start:2.5rem}dl{display:grid;grid-template-columns:minmax(7rem,14rem) 1fr;gap:.2rem 1rem;margin:0;
padding-block:.8rem;border-block-start:1px solid #ccc}dt{color:#555}dd{margin:0;overflow-wrap:anywhere;white-space:pre-line}
pre{margin:0;font-size:.8rem;white-space:pre-wrap}.quiet{color:#555}
@media(max-width:32rem){dl{grid-template-columns:1fr}dd{margin-block-end:.4rem}}`;

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character]!);
}
