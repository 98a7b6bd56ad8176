import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import Fastify from 'fastify';
import { createTestApp, type TestApp } from '../../../test/test-app.ts';
import { buildApp } from '../../app.ts';
import { createSchemaCompilers } from './schema-compilers.ts';

describe('schemas are compiled when they are first needed', () => {
  let t: TestApp;
  const folder = mkdtempSync(path.join(tmpdir(), 'biblio-schemas-'));
  before(async () => (t = await createTestApp()));
  after(async () => {
    await t.close();
    rmSync(folder, { recursive: true });
  });

  test('every schema of every route is valid and compiles', async () => {
    const schemas = createSchemaCompilers({ checksSchemas: true });
    const app = await buildApp({ context: t.context, schemas, webFolder: folder });
    await app.ready();
    schemas.compileAll();
    await app.close();
  });

  test('one that is not is found', async () => {
    const schemas = createSchemaCompilers({ checksSchemas: true });
    const app = Fastify({ schemaController: { compilersFactory: schemas.factories } });
    app.get('/', { schema: { querystring: { type: 'object', properties: { n: { type: 'nmber' } } } } }, async () => '');
    await app.ready();
    assert.throws(() => schemas.compileAll(), /schema is invalid/);
    await app.close();
  });

  test('every answer to a faulty request has its own faults', async () => {
    const faults = async (query: object) =>
      (await t.as('anonymous')({ url: '/api/v1/records', query: query as Record<string, string> })).json().errors;
    assert.deepEqual(await faults({ limit: '0', sort: 'colour' }).then((all) => all.length), 2);
    assert.deepEqual(await faults({ limit: '0' }).then((all) => all.map((one: { path: string }) => one.path)), [
      '/querystring/limit',
    ]);
    assert.equal(await faults({ limit: '5' }), undefined);
  });
});
