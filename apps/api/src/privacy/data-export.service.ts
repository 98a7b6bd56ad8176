import { findBranch } from '../branches/branches.queries.ts';
import { requirePatron } from '../patrons/patrons.service.ts';
import type { Actor } from '../platform/auth/actor.ts';
import { toTimestamp } from '../platform/clock.ts';
import type { AppContext } from '../platform/context.ts';
import type { Db } from '../platform/database/database.ts';
import { formatsOf } from '../platform/formats.ts';
import { readSettings } from '../platform/settings.queries.ts';
import { htmlWriter, jsonWriter, type DataExportFormat, type DataWriter } from './data-export.ts';
import { HELD_DATA, HELD_KINDS, type HeldEntry, type HeldKind } from './data-export.queries.ts';

/** Rows read at once; between two pages other requests have their turn. */
const PAGE = 200;

/**
 * Begins the file with all that is held about a reader, and notes in the audit log that it was taken out. What follows is
 * read while it is sent, so that memory stays flat however much there is.
 *
 * @throws Problem `not_found`.
 */
export async function exportPersonalData(
  { db, clock, audit }: Pick<AppContext, 'db' | 'clock' | 'audit'>,
  actor: Actor,
  patronId: number,
  { format, language }: { format: DataExportFormat; language?: 'fr' | 'en' | undefined },
): Promise<AsyncGenerator<Buffer>> {
  const patron = await requirePatron(db, patronId);
  const { libraryName, currency } = await readSettings(db);
  const { timeZone } = (await findBranch(db, patron.branchId))!;
  const head = { libraryName, currency, timeZone, at: toTimestamp(clock()) };
  const spoken = language ?? patron.language;
  const writer = format === 'json' ? jsonWriter(head) : htmlWriter(head, spoken, formatsOf(spoken, currency));
  const entry = { action: 'patron.export_data', entity: 'patron', entityId: patronId, after: { format } };
  await audit(db, actor, entry);
  return writeHeldData(db, patronId, writer);
}

async function* writeHeldData(db: Db, patronId: number, writer: DataWriter): AsyncGenerator<Buffer> {
  yield Buffer.from(writer.begin());
  for (const kind of HELD_KINDS) {
    yield Buffer.from(writer.beginKind(kind));
    for await (const entries of readPages(db, patronId, kind)) yield Buffer.from(writer.entries(kind, entries));
    yield Buffer.from(writer.endKind(kind));
  }
  yield Buffer.from(writer.end());
}

async function* readPages(db: Db, patronId: number, kind: HeldKind): AsyncGenerator<HeldEntry[]> {
  let after = 0;
  for (;;) {
    const rows = await HELD_DATA[kind](db, patronId, { after, limit: PAGE });
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows.map(({ entry }) => entry);
    after = last.id;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
