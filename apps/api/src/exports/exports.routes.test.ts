import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { makeItem, makeRecord } from '../../test/factories.ts';
import { createTestApp, ROLES, type TestApp } from '../../test/test-app.ts';
import { readIso2709 } from '../catalogue/marc/iso2709-reader.ts';

describe('the export of the catalogue', () => {
  let t: TestApp;
  const titles = ['=cmd|calc', 'L’Été, "Noces" & <b>gras</b>', 'Плач 書'];
  before(async () => {
    t = await createTestApp();
    for (const title of titles) await makeRecord(t.db, { title, authors: '["Camus, Albert","Char, René"]' });
    // More than one batch.
    for (let count = 0; count < 120; count += 1) await makeRecord(t.db);
  });
  after(() => t.close());
  const ask = (format: string) => t.as('librarian')({ url: `/api/v1/exports/records?format=${format}` });

  for (const role of ROLES) {
    const isAllowed = role === 'administrator' || role === 'librarian';
    test(`${role} ${isAllowed ? 'may' : 'may not'} export`, async () => {
      const { statusCode } = await t.as(role)({ url: '/api/v1/exports/records?format=csv' });
      assert.equal(statusCode, isAllowed ? 200 : role === 'anonymous' ? 401 : 403);
    });
  }

  test('CSV has a row for each record, and no cell that a spreadsheet would run', async () => {
    const rows = parse((await ask('csv')).body, { bom: true, columns: true }) as Record<string, string>[];
    assert.equal(rows.length, 123);
    assert.deepEqual(
      rows.slice(0, 3).map((row) => row['title']),
      ["'=cmd|calc", titles[1], titles[2]],
    );
    assert.equal(rows[0]!['authors'], 'Camus, Albert | Char, René');
  });

  test('MARCXML is one well-formed collection with text escaped', async () => {
    const { body } = await ask('marcxml');
    assert.equal(body.match(/<record[ >]/g)!.length, 123);
    assert.ok(body.trimEnd().endsWith('</collection>'));
    assert.ok(!body.includes('<b>gras'));
  });

  test('ISO 2709 reads back record by record', async () => {
    const bytes = (await ask('iso2709')).rawPayload;
    let count = 0;
    for await (const one of readIso2709(
      (async function* () {
        yield bytes;
      })(),
    )) {
      assert.ok('record' in one && one.record !== undefined);
      count += 1;
    }
    assert.equal(count, 123);
  });

  test('the volumes of a title come back as they went out, in each format', async () => {
    const recordId = await makeRecord(t.db, { title: 'La Revue' });
    for (const volume of ['2026/05', '2026/06']) {
      await makeItem(t.db, { record_id: recordId, home_branch_id: t.branchId, volume });
    }
    const rows = parse((await ask('csv')).body, { bom: true, columns: true }) as Record<string, string>[];
    assert.equal(rows.find((row) => row['title'] === 'La Revue')!['volume'], '2026/05 | 2026/06');
    const { body } = await ask('marcxml');
    const record = body.slice(body.indexOf('La Revue'));
    const volumes = record.matchAll(/<datafield tag="952"[^>]*>.*?<subfield code="h">(.*?)<\/subfield>/gs);
    assert.deepEqual(
      [...volumes].map(([, volume]) => volume),
      ['2026/05', '2026/06'],
    );
    await t.db.deleteFrom('items').where('record_id', '=', recordId).execute();
    await t.db.deleteFrom('records').where('id', '=', recordId).execute();
  });

  test('another format is refused by name', async () => {
    const answer = await ask('xlsx');
    assert.equal(answer.statusCode, 400);
    assert.equal(answer.json().errors[0].path, '/querystring/format');
  });
});
