import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import Fastify from 'fastify';
import { writeNginxAnswers } from './nginx-answers.ts';
import { CACHE_CONTROL, HASHED } from './web-app.ts';

const WEB = fileURLToPath(new URL('../../../../../deploy/docker/web', import.meta.url));

test('nginx has the headers, the caching and the problems that the API has', async () => {
  const wanted = await writeNginxAnswers();
  const folder = path.join(WEB, 'same-as-api');
  assert.deepEqual(readdirSync(folder).sort(), [...wanted.keys()].sort());
  for (const [name, text] of wanted) {
    assert.equal(readFileSync(path.join(folder, name), 'utf8'), text, `run: node tools/nginx.ts (${name})`);
  }
});

test('nginx lets an idle connection to the API go before the API does', () => {
  const conf = readFileSync(path.join(WEB, 'nginx.conf.template'), 'utf8');
  const [, seconds] = /upstream api \{[\s\S]*?keepalive_timeout (\d+)s;/.exec(conf)!;
  assert.ok(Number(seconds) * 1000 < Fastify().server.keepAliveTimeout);
});

test('only what the build names after its content is kept for ever', () => {
  for (const file of ['/chunk-B-3DSLdW.js', '/chunk--tScahYC.js', '/main-T4AC3HE5.js', '/media/inter-NRMW37G5.woff2']) {
    assert.match(file, HASHED);
  }
  for (const file of [
    '/index.html',
    '/first-paint.js',
    '/i18n/en/records-admin.json',
    '/favicon.svg',
    '/a-chunk-list.js',
  ]) {
    assert.doesNotMatch(file, HASHED);
  }
  assert.match(CACHE_CONTROL.hashed, /immutable/);
});
