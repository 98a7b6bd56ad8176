import assert from 'node:assert/strict';
import { createServer, type AddressInfo } from 'node:net';
import { securityHeaders } from '../../apps/api/src/platform/http/security-headers.ts';
import { CACHE_CONTROL } from '../../apps/api/src/platform/http/web-app.ts';
import type { Engine } from './engine.ts';
import type { Images } from './images.ts';

/** nginx has the API's headers and rules of caching, and sets no limits of its own on files. */
export async function checkAnswers(url: string): Promise<string> {
  const page = await fetch(url, { headers: { accept: 'text/html', 'accept-encoding': 'br' } });
  assert.equal(page.headers.get('content-encoding'), 'br');
  assert.equal(page.headers.get('cache-control'), CACHE_CONTROL.other);
  for (const [name, value] of Object.entries((await securityHeaders(false)).ofPages)) {
    assert.equal(page.headers.get(name), value, name);
  }
  const script = mainOf(await page.text());
  for (const encoding of ['br', 'gzip', 'identity']) {
    const file = await fetch(`${url}/${script}`, { headers: { 'accept-encoding': encoding } });
    assert.equal(file.headers.get('content-encoding') ?? 'identity', encoding);
    assert.equal(file.headers.get('cache-control'), CACHE_CONTROL.hashed);
    assert.match(await file.text(), /import|export|function/);
  }
  const etag = page.headers.get('etag')!;
  const unchanged = await fetch(`${url}/`, {
    headers: { accept: 'text/html', 'accept-encoding': 'br', 'if-none-match': etag },
  });
  assert.equal(unchanged.status, 304);
  // Refused for who sends it, by the API: nginx itself sets no limit on files.
  const form = new FormData();
  form.set('file', new Blob(['title\n'.repeat(1_000_000)]), 'large.csv');
  const upload = await fetch(`${url}/api/v1/imports`, { method: 'POST', body: form });
  assert.equal(upload.status, 401);
  assert.equal((await fetch(`${url}/metrics`)).status, 404);
  assert.match((await fetch(`${url}/api/v1/records`)).headers.get('x-request-id')!, /^[\da-f]{32}$/);
  return 'they agree';
}

/** The next release serves what a tab asks for that was opened before it. */
export async function checkNextRelease(engine: Engine, images: Images, url: string): Promise<string> {
  const former = mainOf(await (await fetch(url, { headers: { accept: 'text/html' } })).text());
  const port = await freePort();
  const id = await engine.run(
    'run',
    '--detach',
    '--rm',
    '--read-only',
    '--tmpfs=/tmp',
    '--publish',
    `127.0.0.1:${port}:8080`,
    images.nextWeb,
  );
  try {
    const next = `http://127.0.0.1:${port}`;
    await answers(next);
    const page = await (await fetch(next, { headers: { accept: 'text/html' } })).text();
    assert.notEqual(mainOf(page), former);
    for (const script of [former, mainOf(page)]) {
      const file = await fetch(`${next}/${script}`);
      assert.equal(file.status, 200, script);
      assert.equal(file.headers.get('cache-control'), CACHE_CONTROL.hashed);
    }
    return `${former} beside ${mainOf(page)}`;
  } finally {
    await engine.run('stop', id);
  }
}

/** Waits until something answers at an address, for at most half a minute. */
async function answers(url: string): Promise<void> {
  const until = Date.now() + 30_000;
  for (;;) {
    const answer = await fetch(`${url}/healthz`).catch(() => null);
    if (answer?.ok === true) return;
    if (Date.now() > until) throw new Error(`${url} does not answer`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function mainOf(page: string): string {
  return /main-[\w-]{8}\.js/.exec(page)![0];
}

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
