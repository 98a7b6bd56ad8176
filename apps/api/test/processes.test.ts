import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setImmediate as breathe } from 'node:timers/promises';
import { spawnProcess, type Spawned } from './spawned.ts';

describe('the processes of a library', () => {
  let folder: string;
  let running: Spawned[];
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'biblio-processes-'));
    running = [];
  });
  afterEach(() => {
    for (const { child } of running) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  const start = async (entry: 'main.ts' | 'worker.ts', environment: Record<string, string> = {}) => {
    const more = entry === 'main.ts' ? ['--empty'] : [];
    const spawned = await spawnProcess(entry, { BIBLIO_DATA_DIR: folder, ...environment }, ...more);
    running.push(spawned);
    return spawned;
  };

  it('share the work: an API that leaves the background alone, and a worker that does it', async () => {
    const api = await start('main.ts', { RUN_JOBS: 'false' });
    const cookie = await becomeAdministrator(api.url);
    const form = new FormData();
    form.set('file', new Blob(['title,author\nLes Misérables,Victor Hugo\n'], { type: 'text/csv' }), 'one.csv');
    const uploaded = await fetch(`${api.url}/api/v1/imports`, { method: 'POST', headers: { cookie }, body: form });
    assert.equal(uploaded.status, 201, await uploaded.clone().text());
    const { id } = (await uploaded.json()) as { id: number };
    const headers = { cookie, 'content-type': 'application/json' };
    await fetch(`${api.url}/api/v1/imports/${id}/start`, { method: 'POST', headers, body: '{}' });
    const statusOf = async () => {
      const answer = await fetch(`${api.url}/api/v1/imports/${id}`, { headers });
      return ((await answer.json()) as { status: string }).status;
    };
    assert.equal(await statusOf(), 'queued');

    const worker = await start('worker.ts');
    while ((await statusOf()) !== 'done') await breathe();
    assert.equal((await fetch(`${worker.url}/readyz`)).status, 200);
    const metrics = await (await fetch(`${worker.url}/metrics`)).text();
    assert.match(metrics, /^biblio_job_lag_seconds\{job="/m);
    assert.equal((await fetch(`${worker.url}/api/v1/records`)).status, 404);
    const findIt = async () => {
      const answer = await fetch(`${api.url}/api/v1/records?q=miserables`);
      return ((await answer.json()) as { total: number }).total;
    };
    while ((await findIt()) === 0) await breathe();
    assert.equal(await worker.end(), 0);
    assert.equal(await api.end(), 0);
  });

  it('say first that they close, answer who still comes, then leave with 0', async () => {
    const api = await start('main.ts', { SHUTDOWN_DELAY_SECONDS: '1' });
    const agent = new Agent({ keepAlive: true });
    assert.equal((await get(`${api.url}/readyz`, agent)).statusCode, 200);
    const ended = api.end();
    let ready = await get(`${api.url}/readyz`, agent);
    while (ready.statusCode === 200) ready = await get(`${api.url}/readyz`, agent);
    assert.equal(ready.statusCode, 503);
    assert.equal(ready.headers.connection, 'close');
    const late = await get(`${api.url}/api/v1/records`, agent);
    assert.equal(late.statusCode, 200);
    assert.equal(late.headers.connection, 'close');
    assert.equal(await ended, 0);
    agent.destroy();
  });

  it('leave with 1 at a second signal', async () => {
    const api = await start('main.ts', { SHUTDOWN_DELAY_SECONDS: '60' });
    const ended = api.end();
    while ((await fetch(`${api.url}/readyz`)).status === 200) await breathe();
    api.child.kill('SIGTERM');
    assert.equal(await ended, 1);
  });
});

async function becomeAdministrator(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/v1/first-administrator`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(FIRST),
  });
  assert.ok(answer.ok, await answer.clone().text());
  return answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
}

const FIRST = {
  libraryName: 'Two processes',
  branchName: 'Main',
  displayName: 'Ada',
  username: 'ada',
  password: 'correct horse battery',
  language: 'en',
  timeZone: 'Europe/Paris',
  currency: 'EUR',
};

async function get(url: string, agent: Agent): Promise<IncomingMessage> {
  const asked = request(url, { agent }).end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  answer.resume();
  await once(answer, 'end');
  return answer;
}
