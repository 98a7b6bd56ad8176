import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { after, before, describe, test } from 'node:test';
import { createTestApp, PASSWORD, ROLES, type TestApp } from '../../test/test-app.ts';
import { makeItemType } from '../../test/factories.ts';
import { writeIso2709 } from '../catalogue/marc/iso2709-writer.ts';
import { makeField } from '../catalogue/marc/marc-record.ts';
import type { Import, ImportReportLine } from './imports.schema.ts';

const record = (number: number, title = `Title ${number}`) =>
  Buffer.from(
    writeIso2709({
      leader: '00000nam a2200000 i 4500',
      fields: [{ tag: '001', value: String(number) }, { tag: '003', value: 'T' }, makeField('245', '00', ['a', title])],
    }),
  );
const records = (count: number) => Buffer.concat(Array.from({ length: count }, (_, n) => record(n + 1)));

const BOUNDARY = 'a-boundary';
const CONTENT_TYPE = `multipart/form-data; boundary=${BOUNDARY}`;
const fileHead = (name: string) =>
  `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
const field = (name: string, value: string) =>
  `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const form = (file: Uint8Array | string, name = 'file.mrc', before = '', behind = '') =>
  Buffer.concat([
    Buffer.from(before + fileHead(name)),
    Buffer.from(file),
    Buffer.from(`\r\n${behind}--${BOUNDARY}--\r\n`),
  ]);

describe('imports', () => {
  let t: TestApp;
  before(async () => {
    t = await createTestApp({ environment: { UPLOAD_LIMIT_BYTES: '200000' } });
  });
  after(() => t.close());

  const upload = (payload: Buffer, role: (typeof ROLES)[number] = 'librarian') =>
    t.as(role)({ method: 'POST', url: '/api/v1/imports', headers: { 'content-type': CONTENT_TYPE }, payload });
  const create = async (payload: Buffer): Promise<Import> => {
    const answer = await upload(payload);
    assert.equal(answer.statusCode, 201, answer.body);
    return answer.json();
  };
  const send = async (method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object) =>
    t.as('librarian')({ method, url: `/api/v1/imports${url}`, ...(payload === undefined ? {} : { payload }) });
  const start = async (id: number, choices: object = {}) => {
    const answer = await send('POST', `/${id}/start`, choices);
    assert.equal(answer.statusCode, 200, answer.body);
    for (;;) {
      // Requests to the application in this process leave no time for files to be read otherwise.
      await new Promise((resolve) => setImmediate(resolve));
      const now = (await send('GET', `/${id}`)).json() as Import;
      if (now.status !== 'queued' && now.status !== 'running') return now;
    }
  };
  const uploads = () => {
    const folder = path.join(t.context.config.dataDir, 'uploads');
    return existsSync(folder) ? readdirSync(folder) : [];
  };
  /** Files of imports that have ended may go meanwhile. */
  const addedTo = (before: readonly string[]) => uploads().filter((name) => !before.includes(name));

  for (const role of ROLES) {
    const isAllowed = role === 'administrator' || role === 'librarian';
    test(`${role} ${isAllowed ? 'may' : 'may not'} import`, async () => {
      const refusal = role === 'anonymous' ? 401 : 403;
      assert.equal((await upload(form(record(1)), role)).statusCode, isAllowed ? 201 : refusal);
      for (const [method, url] of [
        ['GET', '/api/v1/imports'],
        ['GET', '/api/v1/imports/999'],
        ['GET', '/api/v1/imports/999/report'],
        ['DELETE', '/api/v1/imports/999'],
      ] as const) {
        const { statusCode } = await t.as(role)({ method, url });
        assert.equal(statusCode, isAllowed ? (url.includes('999') ? 404 : 200) : refusal, `${method} ${url}`);
      }
    });
  }

  test('upload, preview, start, progress, report; the file is gone afterwards', async () => {
    const before = uploads().length;
    const bytes = Buffer.concat([records(30), Buffer.from('00050nam a2200037 i 4500broken\u001d'), record(31, 'Last')]);
    const made = await create(form(bytes, 'C:\\files\\my catalogue.mrc'));
    assert.equal(made.fileName, 'my catalogue.mrc');
    assert.equal(made.status, 'preview');
    assert.equal(made.detectedFormat, 'marc21');
    assert.equal(made.preview.length, 20);
    assert.deepEqual(made.preview[0], { position: 1, outcome: 'create', title: 'Title 1', code: null, message: null });
    assert.equal(await countRecords(), 0);

    const done = await start(made.id);
    assert.equal(done.status, 'done', done.error ?? '');
    const { processed, total, created, refused } = done.progress;
    assert.deepEqual([processed, total, created, refused], [32, 32, 31, 1]);
    const report = (await send('GET', `/${made.id}/report`)).json() as { items: ImportReportLine[] };
    assert.equal(report.items.length, 1);
    assert.equal(report.items[0]!.position, 31);
    assert.equal(report.items[0]!.code, 'malformed');
    assert.match(report.items[0]!.excerpt ?? '', /broken/);
    while (uploads().length > before) await new Promise((resolve) => setImmediate(resolve));

    const again = await create(form(bytes));
    assert.equal(again.preview[0]!.outcome, 'unchanged');
    const second = await start(again.id);
    assert.deepEqual([second.progress.created, second.progress.updated, second.progress.unchanged], [0, 0, 31]);
  });

  test('it cannot be started twice, nor cancelled when it is over', async () => {
    const { id } = await create(form(record(1)));
    await start(id);
    assert.equal((await send('POST', `/${id}/start`, {})).json().code, 'import_started');
    assert.equal((await send('POST', `/${id}/preview`, {})).json().code, 'import_started');
    assert.equal((await send('DELETE', `/${id}`)).json().code, 'import_finished');
  });

  test('a file that was not started can be discarded', async () => {
    const before = uploads();
    const { id } = await create(form(record(1)));
    assert.equal((await send('DELETE', `/${id}`)).statusCode, 204);
    assert.equal(((await send('GET', `/${id}`)).json() as Import).status, 'cancelled');
    assert.deepEqual(addedTo(before), []);
  });

  test('CSV: columns, a guessed mapping, another one, copies', async () => {
    const csv = 'Titre;Auteur;Code-barres\nLa Peste;Camus, Albert;X1\nSula;Morrison, Toni;\n';
    const made = await create(form(csv, 'livres.csv', '', field('itemDefaults', '')));
    assert.deepEqual(made.columns, ['Titre', 'Auteur', 'Code-barres']);
    assert.deepEqual(made.mapping, { Titre: 'title', Auteur: 'authors', 'Code-barres': 'barcode' });
    const swapped = (await send('POST', `/${made.id}/preview`, { mapping: { Auteur: 'title' } })).json() as Import;
    assert.equal(swapped.preview[0]!.title, 'Camus, Albert');
    assert.equal(
      (await send('POST', `/${made.id}/start`, { mapping: { Auteur: 'authors' } })).json().code,
      'import_title_unmapped',
    );
    assert.equal(
      (await send('POST', `/${made.id}/start`, { itemDefaults: { homeBranchId: 999, itemTypeId: 1 } })).json().code,
      'import_defaults_unknown',
    );
    const itemTypeId = await makeItemType(t.db);
    const done = await start(made.id, {
      mapping: { Titre: 'title', Auteur: 'authors', 'Code-barres': 'barcode' },
      itemDefaults: { homeBranchId: t.branchId, itemTypeId, location: 'Novels' },
    });
    assert.deepEqual([done.status, done.progress.created, done.progress.itemsCreated], ['done', 2, 2]);
    assert.equal((await send('POST', `/${made.id}/start`, { nonsense: 1 })).statusCode, 400);
  });

  test('a form with fields in any order, and what it may not hold', async () => {
    const csv = 'a,b\nOne,1\n';
    const choices = field('format', 'csv') + field('mapping', '{"a":"title"}');
    assert.equal((await create(form(csv, 'x', choices))).preview[0]!.title, 'One');
    assert.equal((await create(form(csv, 'x', '', choices))).preview[0]!.title, 'One');
    const before = uploads();
    for (const wrong of [
      field('format', 'pdf'),
      field('mapping', '{'),
      field('mapping', '{"a":"x"}'),
      field('nonsense', '1'),
    ]) {
      const answer = await upload(form(csv, 'x', '', wrong));
      assert.equal(answer.statusCode, 400, wrong);
      assert.equal(answer.json().code, 'invalid_request');
    }
    assert.equal(
      (await upload(Buffer.from(`${field('format', 'csv')}--${BOUNDARY}--\r\n`))).json().code,
      'upload_missing',
    );
    assert.equal((await send('POST', '', { file: 'x' })).json().code, 'upload_missing');
    assert.deepEqual(addedTo(before), []);
  });

  test('a file that is no catalogue waits for a choice; starting it as it is is refused', async () => {
    const made = await create(form('{"json": true}', 'a.json'));
    assert.equal(made.detectedFormat, null);
    assert.deepEqual(made.preview, []);
    const answer = await send('POST', `/${made.id}/start`, {});
    assert.equal(answer.statusCode, 422);
    assert.equal(answer.json().code, 'import_format_unknown');
  });

  test('a file over the limit is refused and leaves nothing behind', async () => {
    const before = uploads();
    const answer = await upload(form(Buffer.alloc(250_000, 0x61)));
    assert.equal(answer.statusCode, 413, answer.body);
    assert.equal(answer.json().code, 'upload_too_large');
    assert.deepEqual(addedTo(before), []);
  });

  test('2 GB are refused while they stream: neither memory nor disk takes them', async () => {
    await t.app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = t.app.server.address() as AddressInfo;
    const session = await t.as('anonymous')({
      method: 'POST',
      url: '/api/v1/session',
      payload: { login: 'librarian', password: PASSWORD },
    });
    const { name, value } = session.cookies[0]!;
    const before = process.memoryUsage().rss;
    const chunk = Buffer.alloc(64 * 1024, 0x61);
    let sent = 0;
    let sentBeforeAnswer = Infinity;
    const two = 2 * 1024 ** 3;
    const body = function* () {
      yield Buffer.from(fileHead('huge.mrc'));
      for (; sent < two; sent += chunk.length) yield chunk;
    };
    const { status, code } = await new Promise<{ status: number; code: string }>((resolve, reject) => {
      const request = httpRequest({
        port,
        host: '127.0.0.1',
        path: '/api/v1/imports',
        method: 'POST',
        headers: { 'content-type': CONTENT_TYPE, cookie: `${name}=${value}` },
      });
      request.on('response', async (response) => {
        sentBeforeAnswer = sent;
        let text = '';
        for await (const part of response) text += String(part);
        request.destroy();
        resolve({ status: response.statusCode!, code: (JSON.parse(text) as { code: string }).code });
      });
      request.on('error', reject);
      // The server hangs up on the rest; that is what it should do.
      pipeline(Readable.from(body()), request).catch(() => {});
    });
    assert.deepEqual([status, code], [413, 'upload_too_large']);
    assert.ok(sentBeforeAnswer < 100 * 1024 * 1024, `${sentBeforeAnswer} bytes were sent`);
    assert.ok(process.memoryUsage().rss - before < 100 * 1024 * 1024);
  });

  const countRecords = async () =>
    Number(
      (
        await t.db
          .selectFrom('records')
          .select((eb) => eb.fn.countAll().as('n'))
          .executeTakeFirstOrThrow()
      ).n,
    );
});
