import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { Temporal } from 'temporal-polyfill';
import { makeBranch, makeItem, makeItemType, makeRecord } from '../../test/factories.ts';
import { openTestDatabase } from '../../test/test-database.ts';
import { writeIso2709 } from '../catalogue/marc/iso2709-writer.ts';
import { makeField, type MarcField } from '../catalogue/marc/marc-record.ts';
import { writeMarcXmlDocument } from '../catalogue/marc/marcxml-writer.ts';
import { insertRecordChange } from '../catalogue/record-changes.queries.ts';
import { exportRecords } from '../exports/exports.service.ts';
import type { Db } from '../platform/database/database.ts';
import { importFile, type ImportFileOptions } from './import-file.ts';
import type { ReportLine } from './import-run.ts';

const marc = (...fields: MarcField[]) => ({ leader: '00000nam a2200000 i 4500', fields });
const numbered = (number: string, title: string, ...more: MarcField[]) =>
  marc({ tag: '001', value: number }, { tag: '003', value: 'TEST' }, makeField('245', '00', ['a', title]), ...more);
const copy = (barcode: string, ...more: [string, string][]) => makeField('952', '  ', ['p', barcode], ...more);

describe('importing a file', () => {
  let db: Db;
  let closeDatabase: (() => Promise<void>) | undefined;
  let folder: string;
  let branchId: number;
  before(() => (folder = mkdtempSync(path.join(tmpdir(), 'biblio-import-'))));
  after(() => rmSync(folder, { recursive: true, force: true }));
  beforeEach(async () => {
    await closeDatabase?.();
    ({ db, close: closeDatabase } = await openTestDatabase());
    branchId = await makeBranch(db, { code: 'MAIN', name: 'Main library' });
    await makeItemType(db, { code: 'BOOK' });
  });
  after(() => closeDatabase?.());

  const store = (name: string, content: Uint8Array | string) => {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    return file;
  };
  const bring = async (name: string, content: Uint8Array | string, options: Partial<ImportFileOptions> = {}) => {
    const report: ReportLine[] = [];
    const context = {
      db,
      clock: () => Temporal.Instant.from('2026-03-02T09:00:00Z'),
      recordChanged: (trx: Db, id: number | number[]) => insertRecordChange(trx, id),
    };
    const progress = await importFile(context, {
      path: store(name, content),
      onProgress: (_, lines) => report.push(...lines),
      ...options,
    });
    return { ...progress, report };
  };
  const counts = ({ created, updated, unchanged, refused }: Awaited<ReturnType<typeof bring>>) => [
    created,
    updated,
    unchanged,
    refused,
  ];
  const titles = async () =>
    (await db.selectFrom('records').select('title').orderBy('id').execute()).map(({ title }) => title);

  test('creates, changes nothing the second time, updates what changed, and tells the search', async () => {
    const first = Buffer.concat([writeIso2709(numbered('1', 'One', copy('b1'))), writeIso2709(numbered('2', 'Two'))]);
    assert.deepEqual(counts(await bring('a.mrc', first)), [2, 0, 0, 0]);
    const before = await db.selectFrom('record_changes').selectAll().execute();
    assert.equal(before.length, 2);
    assert.deepEqual(counts(await bring('a.mrc', first)), [0, 0, 2, 0]);
    assert.equal((await db.selectFrom('record_changes').selectAll().execute()).length, 2);
    const second = Buffer.concat([
      writeIso2709(numbered('1', 'One, revised', copy('b1'))),
      writeIso2709(numbered('2', 'Two')),
    ]);
    assert.deepEqual(counts(await bring('b.mrc', second)), [0, 1, 1, 0]);
    assert.deepEqual(await titles(), ['One, revised', 'Two']);
    assert.equal((await db.selectFrom('items').selectAll().execute()).length, 1);
    assert.equal((await db.selectFrom('records').select('version').execute())[0]!.version, 2);
  });

  test('the same record as XML is the same record', async () => {
    await bring('a.mrc', writeIso2709(numbered('1', 'Été')));
    assert.deepEqual(counts(await bring('a.xml', writeMarcXmlDocument(numbered('1', 'Été')))), [0, 0, 1, 0]);
  });

  test('an edit made here survives a second import of the same file, and the export', async () => {
    const bytes = writeIso2709(numbered('1', 'Ttile', makeField('500', '  ', ['a', 'Kept.'])));
    await bring('a.mrc', bytes);
    await db.updateTable('records').set({ title: 'Title' }).execute();
    assert.deepEqual(counts(await bring('a.mrc', bytes)), [0, 0, 1, 0]);
    assert.deepEqual(await titles(), ['Title']);
    const parts: Buffer[] = [];
    for await (const part of exportRecords(db, 'marcxml')) parts.push(part);
    const xml = Buffer.concat(parts).toString();
    assert.match(xml, /<subfield code="a">Title</);
    assert.match(xml, /Kept\./);
    assert.doesNotMatch(xml, /Ttile/);
  });

  test('a broken record is reported with its place, and the rest goes on', async () => {
    const bytes = Buffer.concat([
      writeIso2709(numbered('1', 'One')),
      Buffer.from('00040nam a2200037 i 4500garbage\u001d'),
      writeIso2709(marc({ tag: '001', value: '3' }, makeField('500', '  ', ['a', 'no title']))),
      writeIso2709({
        ...marc({ tag: '001', value: '4' }, makeField('100', '1 ', ['a', 'Hugo'])),
        leader: '00000nz  a2200000n  4500',
      }),
      writeIso2709(numbered('5', 'Five')),
    ]);
    const result = await bring('a.mrc', bytes);
    assert.deepEqual(counts(result), [2, 0, 0, 3]);
    assert.deepEqual(
      result.report.map((line) => line.outcome === 'refused' && [line.position, line.error.code]),
      [
        [2, 'malformed'],
        [3, 'title_missing'],
        [4, 'authority'],
      ],
    );
    assert.deepEqual(await titles(), ['One', 'Five']);
  });

  test('hostile text is stored as it is', async () => {
    const title = `<script>alert(1)</script> Robert'); DROP TABLE records;--`;
    await bring('a.mrc', writeIso2709(numbered("1' OR '1'='1", title)));
    assert.deepEqual(await titles(), [title]);
  });

  test('two records of one file that share a number are both kept, now and the next time', async () => {
    const bytes = Buffer.concat([
      writeIso2709(numbered('1', 'One')),
      writeIso2709(numbered('1', 'Another')),
      writeIso2709(numbered('1', 'Another')),
    ]);
    assert.deepEqual(counts(await bring('a.mrc', bytes)), [2, 0, 1, 0]);
    assert.deepEqual(counts(await bring('a.mrc', bytes)), [0, 0, 3, 0]);
    assert.deepEqual(await titles(), ['One', 'Another']);
  });

  test('copies: branches by code or name, prices, barcodes of others, unknown branches', async () => {
    await makeBranch(db, { code: 'EAST', name: 'East' });
    const foreign = await makeRecord(db);
    await makeItem(db, { record_id: foreign, barcode: 'taken', home_branch_id: branchId });
    const result = await bring(
      'a.mrc',
      writeIso2709(
        numbered(
          '1',
          'One',
          copy('c1', ['a', 'main library'], ['v', '19,90 €'], ['o', 'R LEC'], ['7', '1']),
          copy('c2', ['a', 'NOWHERE']),
          copy('taken', ['a', 'MAIN']),
        ),
      ),
    );
    assert.deepEqual(result.report.map((line) => line.outcome === 'warning' && line.code).sort(), [
      'barcode_taken',
      'branch_unknown',
    ]);
    const item = await db.selectFrom('items').selectAll().where('barcode', '=', 'c1').executeTakeFirstOrThrow();
    assert.equal(item.home_branch_id, branchId);
    assert.equal(item.price, 1990);
    assert.equal(item.status, 'not_for_loan');
    assert.equal(result.itemsCreated, 1);
  });

  test('a copy for every title that has none, once', async () => {
    const itemTypeId = await makeItemType(db);
    const itemDefaults = { homeBranchId: branchId, itemTypeId, location: 'Shelf' };
    const bytes = Buffer.concat([writeIso2709(numbered('1', 'One', copy('c1'))), writeIso2709(numbered('2', 'Two'))]);
    assert.equal((await bring('a.mrc', bytes, { itemDefaults })).itemsCreated, 2);
    assert.equal((await bring('a.mrc', bytes, { itemDefaults })).itemsCreated, 0);
    const barcodes = await db.selectFrom('items').select(['barcode', 'location']).orderBy('id').execute();
    assert.deepEqual(
      barcodes.map((row) => ({ ...row })),
      [
        { barcode: 'c1', location: 'Shelf' },
        { barcode: 'BP00000002', location: 'Shelf' },
      ],
    );
  });

  describe('copies without a barcode', () => {
    const bytes = () =>
      Buffer.concat([
        writeIso2709(
          numbered('1', 'One', copy('c1', ['a', 'MAIN']), makeField('952', '  ', ['o', 'R ONE'], ['h', 'T. 2'])),
        ),
        writeIso2709(
          numbered(
            '2',
            'Two',
            makeField('952', '  ', ['o', 'R TWO']),
            makeField('952', '  ', ['o', 'R TWO'], ['h', 'T. 2']),
          ),
        ),
        writeIso2709(numbered('3', 'Three')),
      ]);
    const stored = async () =>
      (await db.selectFrom('items').select(['barcode', 'call_number', 'volume']).orderBy('barcode').execute()).map(
        ({ barcode, call_number, volume }) => [barcode, call_number, volume].join(' '),
      );

    test('are left out with a remark, unless the import says what to do with them', async () => {
      const result = await bring('a.mrc', bytes());
      assert.deepEqual(
        result.report.map((line) => line.outcome === 'warning' && [line.position, line.code, line.message]),
        [[1, 'barcode_missing', '1 copy was left out: the file gives no barcode.']],
      );
      assert.deepEqual([result.itemsCreated, result.itemsWithoutBarcode], [1, 3]);
      const again = await bring('a.mrc', bytes());
      assert.deepEqual([again.unchanged, again.itemsCreated, again.report], [3, 0, []]);
    });

    test('get one that stays theirs in every later import', async () => {
      const itemDefaults = { homeBranchId: branchId, itemTypeId: await makeItemType(db), location: 'Shelf' };
      const first = await bring('a.mrc', bytes(), { itemDefaults });
      assert.deepEqual([first.itemsCreated, first.itemsWithoutBarcode, first.report], [5, 0, []]);
      const wanted = ['BP00000001 R ONE T. 2', 'BP00000002 R TWO ', 'BP00000002-2 R TWO T. 2', 'BP00000003  ', 'c1  '];
      assert.deepEqual(await stored(), wanted);
      assert.equal((await bring('a.mrc', bytes(), { itemDefaults })).itemsCreated, 0);
      const changed = Buffer.from(bytes().toString('latin1').replace('R TWO', 'R DUO'), 'latin1');
      const third = await bring('a.mrc', changed, { itemDefaults });
      assert.deepEqual([third.updated, third.itemsCreated], [1, 0]);
      assert.deepEqual(await stored(), [wanted[0], 'BP00000002 R DUO ', ...wanted.slice(2)]);
    });

    test('that were left out once come when the import is told about them', async () => {
      assert.equal((await bring('a.mrc', bytes())).itemsCreated, 1);
      const itemDefaults = { homeBranchId: branchId, itemTypeId: await makeItemType(db), location: null };
      assert.equal((await bring('a.mrc', bytes(), { itemDefaults })).itemsCreated, 3);
      assert.deepEqual(await stored(), ['BP00000002 R TWO ', 'BP00000002-2 R TWO T. 2', 'BP00000003  ', 'c1  ']);
    });

    test('in rows of CSV that repeat a title are each their own', async () => {
      const itemDefaults = { homeBranchId: branchId, itemTypeId: await makeItemType(db), location: null };
      const csv = Buffer.from('title,call number\nOne,A 1\nTwo,B 1\nOne,A 2\nThree,\n');
      assert.equal((await bring('a.csv', csv, { itemDefaults })).itemsCreated, 4);
      assert.equal((await bring('a.csv', csv, { itemDefaults })).itemsCreated, 0);
      assert.deepEqual(
        (await stored()).filter((text) => / A /.test(text)),
        ['BP00000001 A 1 ', 'BP00000001-R3 A 2 '],
      );
    });

    test('never take the barcode of another title', async () => {
      const itemDefaults = { homeBranchId: branchId, itemTypeId: await makeItemType(db), location: null };
      await bring('a.mrc', writeIso2709(numbered('1', 'One', copy('BP00000002', ['a', 'MAIN']))));
      const result = await bring('b.mrc', writeIso2709(numbered('2', 'Two', makeField('952', '  ', ['o', 'R TWO']))), {
        itemDefaults,
      });
      assert.deepEqual(
        result.report.map((line) => line.outcome === 'warning' && line.code),
        ['barcode_taken'],
      );
    });
  });

  test('CSV: French headings, semicolons, Windows encoding, several rows of one title', async () => {
    const csv = [
      'Titre;Auteur;Éditeur;Année;ISBN;Code-barres;Cote;Prix;Langue;Type de document',
      '"L’Étranger";Camus, Albert;Gallimard;1942;2070360024;001;R CAM;5,90 €;français;Livre',
      '"L’Étranger";Camus, Albert;Gallimard;1942;2070360024;002;R CAM;5,90 €;français;Livre',
      ';Nobody;-;;;;;;;',
      '"Astérix; le Gaulois";Goscinny|Uderzo;Paris : Hachette, 1999;;;003;BD AST;;fr;BD',
    ].join('\r\n');
    const bytes = Buffer.from(csv.replaceAll('’', '\u0092'), 'latin1');
    const result = await bring('a.csv', bytes);
    assert.deepEqual(counts(result), [2, 0, 0, 1]);
    assert.equal(result.itemsCreated, 3);
    const [stranger, asterix] = await db.selectFrom('records').selectAll().orderBy('id').execute();
    assert.deepEqual(
      [stranger!.title, stranger!.year, stranger!.isbns, stranger!.language, stranger!.kind],
      ['L’Étranger', 1942, '["9782070360024"]', 'fre', 'book'],
    );
    assert.deepEqual(
      [asterix!.title, asterix!.authors, asterix!.place, asterix!.publisher, asterix!.year, asterix!.kind],
      ['Astérix; le Gaulois', '["Goscinny","Uderzo"]', 'Paris', 'Hachette', 1999, 'comic'],
    );
    assert.deepEqual(counts(await bring('a.csv', bytes)), [0, 0, 2, 1]);
  });

  test('CSV: UTF-16, tabs, a mapping of one’s own, rows that come back later', async () => {
    const text = '\ufeffA\tB\tC\r\nOne\t1\tx1\r\nTwo\t2\tx2\r\nOne\t1\tx3\r\n';
    const mapping = { A: 'title', B: 'controlNumber', C: 'barcode' } as const;
    const result = await bring('a.txt', Buffer.from(text, 'utf16le'), { format: 'csv', mapping });
    assert.deepEqual(counts(result), [2, 0, 1, 0]);
    assert.equal(result.itemsCreated, 3);
    assert.deepEqual(
      counts(await bring('a.txt', Buffer.from(text, 'utf16le'), { format: 'csv', mapping })),
      [0, 0, 3, 0],
    );
  });

  test('CSV: text that was MARC-8 before something read it as Latin-1', async () => {
    const rows = Array.from({ length: 30 }, (_, n) => `Sociâetâe ${n};Sorel, Râegis`);
    await bring('a.csv', `Titre;Auteur\n${rows.join('\n')}\nÉté à São Paulo;Noël\n`);
    const stored = await titles();
    assert.equal(stored[0], 'Société 0');
    assert.equal(stored.at(-1), 'Été à São Paulo');
  });

  test('a quote that never closes ends the file, and says so', async () => {
    const result = await bring('a.csv', `title,author\nOne,A\n"Two,B\n${'x'.repeat(1_100_000)}`);
    assert.equal(result.created, 1);
    assert.deepEqual(
      result.report.map((line) => line.outcome === 'refused' && line.error.code),
      ['malformed'],
    );
  });

  test('what is no catalogue is refused by name', async () => {
    await assert.rejects(bring('a.json', '{"a":1}'), { code: 'import_format_unknown' });
    await assert.rejects(bring('a.bin', Buffer.from([0, 1, 2, 3, 0, 255])), { code: 'import_format_unknown' });
    await assert.rejects(bring('a.csv', 'x,y\n1,2\n'), { code: 'import_title_unmapped' });
    await assert.rejects(bring('empty.mrc', ''), { code: 'import_format_unknown' });
  });

  for (const [format, name] of [
    ['iso2709', 'e.mrc'],
    ['marcxml', 'e.xml'],
    ['csv', 'e.csv'],
  ] as const) {
    test(`what was exported as ${format} comes back to its titles and makes no new ones`, async () => {
      await bring('a.mrc', writeIso2709(numbered('1', 'One', copy('c1', ['o', 'R'])), 'marc21'));
      const manual = await makeRecord(db, {
        title: '=Formula',
        match_key: 'manual:1',
        authors: '["Char, René"]',
        year: 1999,
      });
      await makeItem(db, { record_id: manual, barcode: 'c2', home_branch_id: branchId, call_number: '-1' });
      await makeRecord(db, { title: 'Sample', match_key: 'sample:9', control_number: '9' });
      const before = await db.selectFrom('records').select(['id', 'title', 'authors', 'year', 'kind']).execute();
      const items = await db.selectFrom('items').select(['id', 'barcode', 'call_number', 'record_id']).execute();
      const parts: Buffer[] = [];
      for await (const part of exportRecords(db, format)) parts.push(part);
      const result = await bring(name, Buffer.concat(parts));
      assert.equal(result.created + result.refused + result.itemsCreated, 0);
      assert.deepEqual(
        await db.selectFrom('records').select(['id', 'title', 'authors', 'year', 'kind']).execute(),
        before,
      );
      assert.deepEqual(
        await db.selectFrom('items').select(['id', 'barcode', 'call_number', 'record_id']).execute(),
        items,
      );
      assert.equal((await bring(name, Buffer.concat(parts))).unchanged, 3);
    });
  }
});
