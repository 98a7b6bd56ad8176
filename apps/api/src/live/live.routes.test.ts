import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createScene, type Scene } from '../../test/circulation-scene.ts';
import { SYSTEM } from '../platform/auth/actor.ts';
import type { LiveChange } from './live-changes.queries.ts';

/** One event as it came. */
interface Received {
  id?: string;
  event?: string;
  data?: Omit<LiveChange, 'id'>;
}

describe('the stream of changes', () => {
  let scene: Scene;
  let url: string;
  before(async () => {
    scene = await createScene();
    url = await scene.app.listen({ port: 0, host: '127.0.0.1' });
  });
  after(() => scene.close());

  async function follow(headers: Record<string, string> = {}) {
    const leaving = new AbortController();
    const answer = await fetch(`${url}/api/v1/events`, {
      headers: { accept: 'text/event-stream', cookie: scene.cookieOf('assistant'), ...headers },
      signal: leaving.signal,
    });
    assert.equal(answer.status, 200);
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    const next = async (): Promise<Received> => {
      for (;;) {
        const end = text.indexOf('\n\n');
        if (end >= 0) {
          const lines = text.slice(0, end).split('\n');
          text = text.slice(end + 2);
          const fields = Object.fromEntries(lines.map((line) => line.split(/: (.*)/s).slice(0, 2)));
          if (fields.event !== undefined) return { ...fields, data: JSON.parse(fields.data) };
          continue;
        }
        const { value, done } = await reader.read();
        assert.ok(!done, 'the stream ended');
        text += value;
      }
    };
    return { answer, next, leave: () => leaving.abort() };
  }

  it('tells what a desk does, with the reader and the title it is about', async () => {
    const stream = await follow();
    assert.match(stream.answer.headers.get('content-type')!, /^text\/event-stream/);
    assert.equal(stream.answer.headers.get('x-accel-buffering'), 'no');
    const lent = (await scene.lend()).json();
    const { event, data } = await stream.next();
    assert.equal(event, 'change');
    assert.deepEqual(data, {
      action: 'loan.checkout',
      entity: 'loan',
      entityId: lent.loan.id,
      branchId: scene.branchId,
      patronId: scene.readerId,
      recordId: scene.recordId,
    });
    stream.leave();
  });

  it('tells a browser that returns what it missed, or that it was too much', async () => {
    const stream = await follow();
    await scene.context.audit(scene.db, SYSTEM, { action: 'test.first', entity: 'patron', entityId: 7 });
    const { id } = await stream.next();
    stream.leave();
    await scene.context.audit(scene.db, SYSTEM, { action: 'test.missed', entity: 'record', entityId: 8 });
    const again = await follow({ 'last-event-id': id! });
    const missed = await again.next();
    assert.equal(missed.data!.action, 'test.missed');
    assert.equal(missed.data!.recordId, 8);
    again.leave();
    for (let n = 0; n < 501; n += 1) {
      await scene.context.audit(scene.db, SYSTEM, { action: 'test.much', entity: 'patron', entityId: n });
    }
    const late = await follow({ 'last-event-id': id! });
    assert.equal((await late.next()).event, 'missed');
    late.leave();
  });

  it('is for staff who ask for events, and for nobody else', async () => {
    const ask = (role: 'reader' | 'anonymous' | 'assistant', accept = 'text/event-stream') =>
      scene.as(role)({ url: '/api/v1/events', headers: { accept } });
    assert.equal((await ask('anonymous')).statusCode, 401);
    assert.equal((await ask('reader')).statusCode, 403);
    assert.equal((await ask('assistant', 'application/json')).json().code, 'not_acceptable');
  });

  it('ends when the process closes', async () => {
    const other = await createScene();
    const address = await other.app.listen({ port: 0, host: '127.0.0.1' });
    const answer = await fetch(`${address}/api/v1/events`, {
      headers: { accept: 'text/event-stream', cookie: other.cookieOf('assistant') },
    });
    const text = answer.text();
    await other.close();
    assert.match(await text, /^retry: /);
  });
});
