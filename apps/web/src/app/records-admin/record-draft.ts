import type { NewRecord, RecordDetail, RecordKind } from '../api-types';
import { orNull } from '../forms/values';

/** A record as the form holds it: empty text where there is nothing. */
export interface RecordDraft {
  kind: RecordKind;
  title: string;
  subtitle: string;
  responsibility: string;
  authors: string[];
  isbns: string[];
  subjects: string[];
  publisher: string;
  place: string;
  year: string;
  language: string;
  series: string;
  edition: string;
  extent: string;
  classification: string;
  summary: string;
  controlNumber: string;
  isSuppressed: boolean;
}

export const emptyRecord: RecordDraft = {
  kind: 'book',
  title: '',
  subtitle: '',
  responsibility: '',
  authors: [''],
  isbns: [''],
  subjects: [''],
  publisher: '',
  place: '',
  year: '',
  language: '',
  series: '',
  edition: '',
  extent: '',
  classification: '',
  summary: '',
  controlNumber: '',
  isSuppressed: false,
};

export function draftOfRecord(record: RecordDetail): RecordDraft {
  return {
    kind: record.kind,
    title: record.title,
    subtitle: record.subtitle ?? '',
    responsibility: record.responsibility ?? '',
    authors: [...record.authors],
    isbns: [...record.isbns],
    subjects: [...record.subjects],
    publisher: record.publisher ?? '',
    place: record.place ?? '',
    year: record.year === null ? '' : String(record.year),
    language: record.language ?? '',
    series: record.series ?? '',
    edition: record.edition ?? '',
    extent: record.extent ?? '',
    classification: record.classification ?? '',
    summary: record.summary ?? '',
    controlNumber: record.controlNumber ?? '',
    isSuppressed: record.isSuppressed,
  };
}

/** The body of POST /records. */
export function bodyOfRecord(draft: RecordDraft): Required<NewRecord> {
  return {
    kind: draft.kind,
    title: draft.title.trim(),
    subtitle: orNull(draft.subtitle),
    responsibility: orNull(draft.responsibility),
    authors: filled(draft.authors),
    isbns: filled(draft.isbns),
    subjects: filled(draft.subjects),
    publisher: orNull(draft.publisher),
    place: orNull(draft.place),
    year: draft.year.trim() === '' ? null : Number(draft.year),
    language: orNull(draft.language),
    series: orNull(draft.series),
    edition: orNull(draft.edition),
    extent: orNull(draft.extent),
    classification: orNull(draft.classification),
    summary: orNull(draft.summary),
    controlNumber: orNull(draft.controlNumber),
    isSuppressed: draft.isSuppressed,
  };
}

/** Lines of a repeating field that hold something. */
export function filled(lines: readonly string[]): string[] {
  return lines.map((line) => line.trim()).filter((line) => line !== '');
}
