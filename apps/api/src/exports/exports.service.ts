import { writeIso2709 } from '../catalogue/marc/iso2709-writer.ts';
import { MARCXML_FOOTER, MARCXML_HEADER, writeMarcXmlRecord } from '../catalogue/marc/marcxml-writer.ts';
import type { Db } from '../platform/database/database.ts';
import { readSettings } from '../platform/settings.queries.ts';
import { findUsualFlavour, readRecordsAfter } from './exported-records.queries.ts';
import { CSV_HEADER, csvOfExport, marcOfExport } from './record-export.ts';

export const EXPORT_FORMATS = ['marcxml', 'iso2709', 'csv'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Records read at once; between two pages other requests have their turn. */
const PAGE = 100;

const HEADS: Record<ExportFormat, string> = { marcxml: MARCXML_HEADER, csv: CSV_HEADER, iso2709: '' };

/**
 * Writes the whole catalogue with its copies piece by piece, so that memory stays flat whatever its size. Records that were
 * imported as MARC keep every field that came with them. A record that is added meanwhile is included, one that is deleted
 * is left out.
 *
 * @param onProgress gets the number of records written so far.
 */
export async function* exportRecords(
  db: Db,
  format: ExportFormat,
  onProgress: (records: number) => void = () => {},
): AsyncGenerator<Buffer> {
  const { currency } = await readSettings(db);
  const inCurrency = new Intl.NumberFormat('en', { style: 'currency', currency });
  const { maximumFractionDigits: decimals = 2 } = inCurrency.resolvedOptions();
  const flavour = await findUsualFlavour(db);
  let last = 0;
  let count = 0;
  yield Buffer.from(HEADS[format]);
  for (;;) {
    const page = await readRecordsAfter(db, last, PAGE);
    if (page.length === 0) break;
    const pieces = page.map((exported) => {
      if (format === 'csv') return Buffer.from(csvOfExport(exported, decimals));
      const { marc, flavour: own } = marcOfExport(exported, flavour, decimals);
      return format === 'iso2709' ? writeIso2709(marc, own) : Buffer.from(writeMarcXmlRecord(marc, own));
    });
    last = page.at(-1)!.id;
    count += page.length;
    onProgress(count);
    yield Buffer.concat(pieces);
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (format === 'marcxml') yield Buffer.from(MARCXML_FOOTER);
}
