import { setTimeout as pause } from 'node:timers/promises';
import { createRandom } from '../src/sample/random.ts';
import { createMemory, drawErrand, type Answer, type Errand } from './errands.ts';
import type { Scenery, Worker } from './scenery.ts';
import type { Server } from './server.ts';

/** A change that was answered with success, as the audit log must have it. */
export interface Acknowledged {
  /** What the audit log may call it. */
  actions: readonly string[];
  /** The entity of the entry; `null` when the answer was lost with the process and only its effect is known. */
  entityId: number | null;
}

/** What a desk has done. */
export interface DeskDiary {
  staffId: number;
  acknowledged: Acknowledged[];
  refused: number;
  /** Requests that had to be sent again because the process died under them. */
  retried: number;
  /** Effects that were committed by a process that died before it answered. */
  answersLost: number;
  /** Answers that no desk should ever get. */
  faults: string[];
}

/**
 * Works at a desk until `isOver` says so: one errand after the other, drawn from the desk's own stream of chance. A request
 * that the network loses is sent again with its Idempotency-Key until it is answered.
 */
export async function workAtDesk(
  server: Server,
  worker: Worker,
  scenery: Scenery,
  { seed, isOver }: { seed: number; isOver: (done: number) => boolean },
): Promise<DeskDiary> {
  const random = createRandom(seed);
  const diary: DeskDiary = {
    staffId: worker.staffId,
    acknowledged: [],
    refused: 0,
    retried: 0,
    answersLost: 0,
    faults: [],
  };
  const memory = createMemory();
  for (let done = 0; !isOver(done); done += 1) {
    const errand = drawErrand(random, scenery, worker, memory);
    const { status, body } = await send(server, worker, errand, `desk-${worker.staffId}-errand-${done}`, diary);
    if (status === 409 && body.code === 'idempotency_answer_lost') {
      diary.answersLost += 1;
      diary.acknowledged.push({ actions: errand.actions, entityId: null });
    } else if (status >= 500 || status === 400 || status === 401 || status === 403) {
      diary.faults.push(`${errand.method} ${errand.path}: ${status} ${JSON.stringify(body)}`);
    } else if (status >= 400) {
      diary.refused += 1;
    } else {
      diary.acknowledged.push({ actions: errand.actions, entityId: errand.entityOf(body) });
    }
  }
  return diary;
}

/** Sends one change until there is an answer, whatever happens to the process behind it. */
async function send(
  server: Server,
  { token }: Worker,
  { method, path, body }: Errand,
  key: string,
  diary: DeskDiary,
): Promise<{ status: number; body: Answer & { code?: string } }> {
  for (;;) {
    try {
      const answer = await fetch(server.url + path, {
        method,
        headers: {
          cookie: `biblio_session=${token}`,
          'idempotency-key': key,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      const text = await answer.text();
      const parsed = (text === '' ? {} : JSON.parse(text)) as Answer & { code?: string };
      if (answer.status !== 409 || parsed.code !== 'idempotency_key_in_use')
        return { status: answer.status, body: parsed };
      await pause(20);
    } catch (error) {
      // The connection broke: the process was killed. Anything else is a fault of this program.
      if (!(error instanceof TypeError) && !(error instanceof SyntaxError)) throw error;
      diary.retried += 1;
      await pause(5);
      await server.isUp();
    }
  }
}
