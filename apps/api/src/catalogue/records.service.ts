import { randomUUID } from 'node:crypto';
import type { Actor } from '../platform/auth/actor.ts';
import { toTimestamp } from '../platform/clock.ts';
import type { AppContext } from '../platform/context.ts';
import { inTransaction, type Db } from '../platform/database/database.ts';
import { lockRows } from '../platform/database/locks.ts';
import { problem, type FieldError } from '../platform/errors.ts';
import { normaliseIsbn } from '../search/isbn.ts';
import type { ItemSummary } from './items.schema.ts';
import * as queries from './records.queries.ts';
import type { RecordFields, RecordWithItems, StoredRecord } from './records.queries.ts';
import { MAX_YEARS_AHEAD, type NewRecord, type RecordChanges, type RecordDetail } from './records.schema.ts';

type CatalogueContext = Pick<AppContext, 'db' | 'clock' | 'audit' | 'search' | 'recordChanged'>;
/** Refuses a change to another version than the one that its author read. */
export type CheckVersion = (version: number) => void;

const EMPTY: Omit<RecordFields, 'kind' | 'title'> = {
  controlNumber: null,
  subtitle: null,
  responsibility: null,
  authors: [],
  publisher: null,
  place: null,
  year: null,
  language: null,
  isbns: [],
  subjects: [],
  series: null,
  edition: null,
  extent: null,
  classification: null,
  summary: null,
  isSuppressed: false,
};

/**
 * A record with its copies and where each stands: at once where the engine can.
 *
 * @throws Problem `not_found`, also for a record that this actor may not see.
 */
export function readRecord(db: Db, actor: Actor, id: number): RecordDetail | Promise<RecordDetail> {
  const found = queries.findRecordWithItems(db, id);
  return found instanceof Promise ? found.then((one) => toDetail(one, actor)) : toDetail(found, actor);
}

function toDetail(found: RecordWithItems | undefined, actor: Actor): RecordDetail {
  if (found === undefined || !isVisible(found.stored, actor)) throw problem('not_found');
  const { stored, items, holds, hasSource } = found;
  const isStaff = actor.kind === 'staff';
  const availability = { total: 0, available: 0, onLoan: 0, holds };
  const shown: ItemSummary[] = [];
  for (const item of items) {
    const isWithdrawn = item.status === 'withdrawn';
    if (!isWithdrawn) {
      availability.total++;
      if (item.state === 'available') availability.available++;
      if (item.dueAt !== null) availability.onLoan++;
    }
    if (isStaff) shown.push(item);
    else if (!isWithdrawn) shown.push({ ...item, note: null, price: null });
  }
  return { ...stored, availability, items: shown, hasSource };
}

/** @throws Problem `not_found`, also for a record that this actor may not see. */
export async function findVisible(db: Db, actor: Actor, id: number): Promise<StoredRecord> {
  const stored = await queries.findRecord(db, id);
  if (stored === undefined || !isVisible(stored, actor)) throw problem('not_found');
  return stored;
}

function isVisible({ isSuppressed }: StoredRecord, actor: Actor): boolean {
  return !isSuppressed || actor.kind === 'staff';
}

export async function createRecord(context: CatalogueContext, actor: Actor, input: NewRecord): Promise<RecordDetail> {
  const { db, clock, audit, recordChanged, search } = context;
  const fields = { ...EMPTY, ...tidy(input, yearNow(context)) } as RecordFields;
  const id = await inTransaction(db, async (trx) => {
    const made = { matchKey: `manual:${randomUUID()}`, now: toTimestamp(clock()) };
    const recordId = await queries.insertRecord(trx, fields, made);
    await recordChanged(trx, recordId);
    await audit(trx, actor, { action: 'record.create', entity: 'record', entityId: recordId, after: fields });
    return recordId;
  });
  await search.refresh();
  return readRecord(db, actor, id);
}

/** @throws Problem `not_found`, `precondition_failed`, `invalid_request`. */
export async function changeRecord(
  context: CatalogueContext,
  actor: Actor,
  id: number,
  input: RecordChanges,
  checkVersion: CheckVersion,
): Promise<RecordDetail> {
  const { db, clock, audit, recordChanged, search } = context;
  const fields = tidy(input, yearNow(context));
  await inTransaction(db, async (trx) => {
    await lockRows(trx, { records: [id] });
    const stored = await queries.findRecord(trx, id);
    if (stored === undefined) throw problem('not_found');
    checkVersion(stored.version);
    const isUpdated = await queries.updateRecord(trx, id, stored.version, fields, toTimestamp(clock()));
    if (!isUpdated) throw problem('precondition_failed', { version: stored.version });
    await recordChanged(trx, id);
    const names = Object.keys(fields) as (keyof RecordFields)[];
    const before = Object.fromEntries(names.map((name) => [name, stored[name]]));
    await audit(trx, actor, { action: 'record.change', entity: 'record', entityId: id, before, after: fields });
  });
  await search.refresh();
  return readRecord(db, actor, id);
}

/** @throws Problem `not_found`, `precondition_failed`, `record_has_items`, `record_has_history`. */
export async function removeRecord(
  context: CatalogueContext,
  actor: Actor,
  id: number,
  checkVersion: CheckVersion,
): Promise<void> {
  const { db, audit, recordChanged, search } = context;
  await inTransaction(db, async (trx) => {
    await lockRows(trx, { records: [id] });
    const stored = await queries.findRecord(trx, id);
    if (stored === undefined) throw problem('not_found');
    checkVersion(stored.version);
    const uses = await queries.findRecordUses(trx, id);
    if (uses.items > 0) throw problem('record_has_items', { items: uses.items });
    if (uses.holds > 0 || uses.loans > 0) throw problem('record_has_history', { holds: uses.holds, loans: uses.loans });
    await queries.deleteRecord(trx, id);
    await recordChanged(trx, id);
    await audit(trx, actor, { action: 'record.delete', entity: 'record', entityId: id, before: stored });
  });
  await search.refresh();
}

function yearNow({ clock }: CatalogueContext): number {
  return clock().toZonedDateTimeISO('UTC').year;
}

/**
 * Cleans what was typed: no space around texts, blank texts as null, blank and repeated list entries left out, ISBNs as
 * ISBN-13. Markup stays what it is: text.
 *
 * @throws Problem `invalid_request` with the fields that cannot be taken.
 */
function tidy(input: NewRecord | RecordChanges, thisYear: number): Partial<RecordFields> {
  const errors: FieldError[] = [];
  const fields: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(input)) {
    if (typeof value === 'string') fields[name] = clean(value) === '' ? null : clean(value);
    else if (Array.isArray(value)) fields[name] = [...new Set(value.map(clean).filter((text) => text !== ''))];
    else fields[name] = value;
  }
  if (fields['title'] === null) errors.push({ path: '/title', code: 'required', message: 'must have a title' });
  if (typeof input.year === 'number' && input.year > thisYear + MAX_YEARS_AHEAD) {
    const message = `must not be after ${thisYear + MAX_YEARS_AHEAD}`;
    errors.push({ path: '/year', code: 'year_out_of_range', message });
  }
  if (input.isbns !== undefined) {
    const isbns = input.isbns.map((text) => normaliseIsbn(text));
    for (const [i, isbn] of isbns.entries()) {
      if (isbn !== null) continue;
      errors.push({ path: `/isbns/${i}`, code: 'isbn_invalid', message: 'is not a valid ISBN-10 or ISBN-13' });
    }
    fields['isbns'] = [...new Set(isbns)];
  }
  if (errors.length > 0) throw problem('invalid_request', {}, { errors });
  return fields as Partial<RecordFields>;
}

/** NUL ends texts early in many programs; nobody types it. */
function clean(text: string): string {
  return text.replaceAll('\0', '').toWellFormed().trim();
}
