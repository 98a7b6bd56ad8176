import { setTimeout as pause } from 'node:timers/promises';
import { createRandom } from '../src/sample/random.ts';
import { createMemory, drawErrand, type Answer, type Errand } from './errands.ts';
import type { Scenery, Worker } from './scenery.ts';
import type { Server } from './server.ts';

/** A request that is not answered for so long hangs: that ends the run. */
export const NO_ANSWER_MS = 60_000;
/** A database that stays away for so long does not come back. */
const MOST_AWAY_MS = 180_000;
const AWAY_CODES = new Set(['database_unavailable', 'database_busy']);

/** A change that was answered with success, as the audit log must have it. */
export interface Acknowledged {
  /** What the audit log may call it. */
  actions: readonly string[];
  /** The entity of the entry; `null` when the answer was lost with the process and only its effect is known. */
  entityId: number | null;
  /** When the desk had the answer, in milliseconds since 1970. */
  at: number;
}

/** What a desk has done. */
export interface DeskDiary {
  staffId: number;
  acknowledged: Acknowledged[];
  refused: number;
  /** Requests that had to be sent again because the process died under them. */
  retried: number;
  /** Requests that had to be sent again because the database was away, or had too much to do. */
  turnedAway: number;
  /** Milliseconds that the slowest answer took. */
  slowest: number;
  /** Effects that were committed by a process that died before it answered. */
  answersLost: number;
  /** Answers that no desk should ever get. */
  faults: string[];
}

/** How a desk works. */
export interface DeskOptions {
  seed: number;
  isOver: (done: number) => boolean;
  /** Whether the database may be away at times. */
  mayBeTurnedAway: boolean;
  /** Whether the library is gone for good: the desk leaves without an answer. */
  isGone?: () => boolean;
}

/**
 * Works at a desk until `isOver` says so: one errand after the other, drawn from the desk's own stream of chance, and each
 * at the next of the servers. A request that the network loses, or that is refused because the database is away, is sent
 * again with its Idempotency-Key, to the next server, until it is answered.
 */
export async function workAtDesk(
  servers: readonly Server[],
  worker: Worker,
  scenery: Scenery,
  { seed, isOver, mayBeTurnedAway, isGone = () => false }: DeskOptions,
): Promise<DeskDiary> {
  const random = createRandom(seed);
  const diary: DeskDiary = {
    staffId: worker.staffId,
    acknowledged: [],
    refused: 0,
    retried: 0,
    turnedAway: 0,
    slowest: 0,
    answersLost: 0,
    faults: [],
  };
  const memory = createMemory();
  for (let done = 0; !isOver(done); done += 1) {
    const errand = drawErrand(random, scenery, worker, memory);
    const key = `desk-${worker.staffId}-errand-${done}`;
    const sending = { servers, worker, errand, key, first: seed + done, diary, mayBeTurnedAway, isGone };
    const answer = await send(sending);
    if (answer === null) return diary;
    const { status, body } = answer;
    const at = Date.now();
    if (status === 409 && body.code === 'idempotency_answer_lost') {
      diary.answersLost += 1;
      diary.acknowledged.push({ actions: errand.actions, entityId: null, at });
    } else if (status >= 500 || status === 400 || status === 401 || status === 403) {
      diary.faults.push(`${errand.method} ${errand.path}: ${status} ${JSON.stringify(body)}`);
    } else if (status >= 400) {
      diary.refused += 1;
    } else {
      diary.acknowledged.push({ actions: errand.actions, entityId: errand.entityOf(body), at });
    }
  }
  return diary;
}

/** Whether a refusal says in every way that it means to be asked again. */
export function isHonestRefusal(answer: Response, { code = '' }: { code?: string }): boolean {
  return (
    answer.status === 503 &&
    AWAY_CODES.has(code) &&
    answer.headers.get('content-type')?.startsWith('application/problem+json') === true &&
    Number(answer.headers.get('retry-after')) > 0
  );
}

interface Sending {
  servers: readonly Server[];
  worker: Worker;
  errand: Errand;
  key: string;
  /** Whose turn it is among the servers. */
  first: number;
  diary: DeskDiary;
  mayBeTurnedAway: boolean;
  isGone: () => boolean;
}

type DeskAnswer = Answer & { code?: string };

/**
 * Sends one change until there is an answer, whatever happens to the processes and the database behind it; null when the
 * library is gone before.
 */
async function send(sending: Sending): Promise<{ status: number; body: DeskAnswer } | null> {
  const { servers, diary } = sending;
  const started = performance.now();
  for (let turn = sending.first; ; turn += 1) {
    if (sending.isGone()) return null;
    const server = servers[turn % servers.length]!;
    await server.isUp();
    const began = performance.now();
    try {
      const answer = await ask(server, sending);
      const text = await answer.text();
      const body = (text === '' ? {} : JSON.parse(text)) as DeskAnswer;
      diary.slowest = Math.max(diary.slowest, performance.now() - began);
      if (answer.status === 503 && (sending.mayBeTurnedAway || body.code === 'database_busy')) {
        const isOver = began - started > MOST_AWAY_MS || !isHonestRefusal(answer, body);
        if (isOver) return { status: answer.status, body };
        diary.turnedAway += 1;
        await pause(200);
      } else if (answer.status === 409 && body.code === 'idempotency_key_in_use') {
        await pause(20);
      } else return { status: answer.status, body };
    } catch (error) {
      // The connection broke: the process was killed. Anything else is a fault of this program.
      if (!(error instanceof TypeError) && !(error instanceof SyntaxError)) throw error;
      diary.retried += 1;
      await pause(5);
    }
  }
}

function ask(server: Server, { worker, errand, key }: Sending): Promise<Response> {
  const { method, path, body } = errand;
  return fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: {
      cookie: `biblio_session=${worker.token}`,
      'idempotency-key': key,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(NO_ANSWER_MS),
  });
}
