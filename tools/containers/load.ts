import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';

/** What clients saw while something happened. */
export interface Seen {
  requests: number;
  /** Refused with 503 and `Retry-After`: the client is told to come again. */
  deferred: number;
  /** Anything else that was not answered with success: by status, or that no answer came. */
  failed: Map<string, number>;
}

export interface Load {
  /** Every loan that the desk was told of, and when. */
  lent: readonly { id: number; at: string }[];
  /** Does something while the load goes on, and tells what clients saw from its beginning to a moment after its end. */
  during: (work: () => Promise<unknown>) => Promise<Seen>;
  stop: () => Promise<void>;
}

const CLIENTS = 4;
const PAUSE_MS = 60;

/** A light load like that of a library: visitors who read, and a desk that lends and takes back with keys. */
export async function startLoad(url: string): Promise<Load> {
  const cookie = await signIn(url);
  const barcode = `LOAD-${randomUUID().slice(0, 8)}`;
  const send = (method: string, place: string, body?: object, headers: Record<string, string> = {}) =>
    fetch(`${url}${place}`, {
      method,
      headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      signal: AbortSignal.timeout(30_000),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const made = async (place: string, body: object) =>
    (await (await send('POST', `/api/v1${place}`, body)).json()) as { id: number };
  const person = { givenName: 'Ada', familyName: barcode, categoryId: 1, branchId: 1, language: 'en' };
  const { id: patronId } = await made('/patrons', person);
  const { id: recordId } = await made('/records', { kind: 'book', title: barcode, language: 'eng' });
  await made(`/records/${recordId}/items`, { barcode, itemTypeId: 1, homeBranchId: 1 });

  const lent: { id: number; at: string }[] = [];
  let seen = none();
  let isOver = false;
  /** Sends one request and notes what came of it. Answers whether the client was told to come again. */
  const note = async (request: () => Promise<Response>, onAnswer?: (text: string) => void): Promise<boolean> => {
    let isDeferred = false;
    const current = seen;
    current.requests += 1;
    let outcome: string | null = null;
    try {
      const answer = await request();
      const text = await answer.text();
      isDeferred = answer.status === 503 && answer.headers.has('retry-after');
      if (isDeferred) current.deferred += 1;
      else if (answer.status >= 400) outcome = String(answer.status);
      else onAnswer?.(text);
    } catch (error) {
      // No answer at all is what this is looking for.
      outcome = `no answer (${((error as Error).cause as { code?: string } | undefined)?.code ?? (error as Error).message})`;
    }
    if (outcome !== null) current.failed.set(outcome, (current.failed.get(outcome) ?? 0) + 1);
    await setTimeout(PAUSE_MS);
    return isDeferred;
  };
  /** As the desk of the web app: once, and again with the same key until there is an answer. */
  const change = async (place: string, body: object, onAnswer?: (text: string) => void) => {
    const key = { 'idempotency-key': randomUUID() };
    while ((await note(() => send('POST', place, body, key), onAnswer)) && !isOver);
  };
  const visitor = async () => {
    while (!isOver) {
      await note(() => send('GET', '/api/v1/records?q=roman'));
      await note(() => send('GET', `/api/v1/records/${recordId}`));
      await note(() => send('GET', '/', undefined, { accept: 'text/html' }));
    }
  };
  const desk = async () => {
    while (!isOver) {
      await change('/api/v1/circulation/checkouts', { patronId, barcode, branchId: 1 }, (text) =>
        lent.push({ id: (JSON.parse(text) as { loan: { id: number } }).loan.id, at: new Date().toISOString() }),
      );
      await change('/api/v1/circulation/returns', { barcode, branchId: 1 });
    }
  };
  const clients = [desk(), ...Array.from({ length: CLIENTS - 1 }, visitor)];
  return {
    lent,
    async during(work) {
      seen = none();
      await work();
      await setTimeout(1000);
      return seen;
    },
    async stop() {
      isOver = true;
      await Promise.all(clients);
    },
  };
}

function none(): Seen {
  return { requests: 0, deferred: 0, failed: new Map() };
}

/** In words, for the table. */
export function describe({ requests, deferred, failed }: Seen): string {
  const others = [...failed].map(([outcome, count]) => `${count} × ${outcome}`);
  return [`${requests} requests`, `${deferred} deferred`, others.length === 0 ? 'none failed' : others.join(', ')].join(
    ', ',
  );
}

async function signIn(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: 'librarian', password: 'biblio-demo' }),
  });
  if (!answer.ok) throw new Error(`signing in: ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
}
