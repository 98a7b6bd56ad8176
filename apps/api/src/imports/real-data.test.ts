import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { makeBranch, makeItemType } from '../../test/factories.ts';
import { openTestDatabase } from '../../test/test-database.ts';
import { insertRecordChange } from '../catalogue/record-changes.queries.ts';
import { systemClock } from '../platform/clock.ts';
import type { Db } from '../platform/database/database.ts';
import { Problem } from '../platform/errors.ts';
import { importFile } from './import-file.ts';
import type { ImportProgress } from './import-run.ts';

/** A folder with real catalogue files, which are not part of this repository. */
const FOLDER = process.env['BIBLIO_REAL_DATA'];
const SKIP = FOLDER === undefined && 'BIBLIO_REAL_DATA does not name a folder of real files';

/** Files of which so many records at least become titles. */
const EXPECTED: Record<string, number> = {
  'marc21/evergreen_jazz_1k.mrc': 1000,
  'marc21/evergreen_lul_fre_500.mrc': 500,
  'marc21/evergreen_nepali.marc': 96,
  'marc21/evergreen_oss.marc': 42,
  'marc21/catmandu_bu_bibs.mrc': 100,
  'marc21/lc-marcedit_sample.mrc': 535,
  'marc21/psucat_sample.mrc': 557,
  'marcxml/marc2bibframe2_dnb.xml': 99,
  'marcxml/evergreen_serials_marc21.xml': 7,
  'unimarc/rero_bnf_anywhere_all_peter.xml': 49,
  'unimarc/fcr_MARC_FILE_IN_KOHA_SRU.mrc': 33,
  'unimarc/gbergamin_data.mrc': 5,
  'books/goodbooks10k_books.csv': 10_000,
  'circulation/rero_ils/documents_small.xml': 442,
};

describe('files of real libraries', { skip: SKIP }, () => {
  let db: Db;
  let close: (() => Promise<void>) | undefined;
  before(async () => {
    ({ db, close } = await openTestDatabase());
    await makeBranch(db);
    await makeItemType(db);
  });
  after(() => close?.());

  const bring = async (file: string): Promise<ImportProgress | string> => {
    try {
      return await importFile(
        { db, clock: systemClock, recordChanged: (trx, id) => insertRecordChange(trx, id) },
        { path: file },
      );
    } catch (error) {
      // Not every file of the collection is a catalogue: those must be refused by name.
      if (error instanceof Problem) return error.code;
      throw error;
    }
  };

  const files = FOLDER === undefined ? [] : readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).sort();
  for (const name of files.filter((file) => /\.(?:mrc|marc|dat|xml|csv|json|txt|tsv|sql)$/.test(file))) {
    test(name, async () => {
      const first = await bring(path.join(FOLDER!, name));
      if (typeof first === 'string') {
        assert.match(first, /^import_(?:format_unknown|title_unmapped)$/);
        assert.ok(!(name in EXPECTED), first);
        return;
      }
      const { processed, created, updated, unchanged, refused } = first;
      assert.equal(created + updated + unchanged + refused, processed);
      assert.equal(first.total, processed);
      assert.ok(processed - refused >= (EXPECTED[name] ?? 0), `${processed - refused} titles`);
      const second = (await bring(path.join(FOLDER!, name))) as ImportProgress;
      assert.deepEqual([second.created, second.updated, second.itemsCreated], [0, 0, 0]);
      assert.equal(second.refused, refused);
    });
  }
});
