import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import type { BenchLibrary } from './bench-library.ts';
import { barcodeOf } from './fill.queries.ts';
import type { ServerProcess } from './server-process.ts';

/** What desks did in some time. */
export interface Shift {
  pairs: number;
  seconds: number;
  /** Milliseconds that answers took. */
  checkouts: number[];
  returns: number[];
  errors: number;
  /** What the first request that failed was told. */
  firstError: string | null;
}

/**
 * Lets desks lend and take back for some time. Each has a connection, a member of staff, readers and copies of its own, sends
 * what the web app's desk sends, and its next request when the last is answered. What is lent at the end is taken back before
 * a desk leaves.
 *
 * Copies come from the first half of the catalogue; those of the second are on loan.
 *
 * @param begin the first copy of each desk, so that a second shift goes on with others
 * @param leastPairs go on until so many pairs are done, however long it takes
 */
export async function workShift(
  { records, staff, patronIds }: BenchLibrary,
  servers: readonly ServerProcess[],
  { desks, seconds, begin, leastPairs = 0 }: { desks: number; seconds: number; begin: number; leastPairs?: number },
): Promise<Shift> {
  const shift: Shift = { pairs: 0, seconds: 0, checkouts: [], returns: [], errors: 0, firstError: null };
  const agent = new Agent({ keepAlive: true, maxSockets: desks });
  const lendable = Math.floor(records / 2 / desks);
  const began = performance.now();
  const isOver = () => performance.now() - began >= seconds * 1000 && shift.pairs >= leastPairs;
  const work = async (desk: number) => {
    const { url } = servers[desk % servers.length]!;
    const send = async (path: string, body: object, times: number[]) => {
      const sent = performance.now();
      const { status, text } = await post(agent, `${url}/api/v1/circulation/${path}`, staff[desk]!, body);
      times.push(performance.now() - sent);
      if (status < 300) return;
      shift.errors += 1;
      shift.firstError ??= `${path}: ${status} ${text}`;
    };
    for (let n = begin; !isOver(); n++) {
      const barcode = barcodeOf((n % lendable) * desks + desk);
      const patronId = patronIds[(n * desks + desk) % patronIds.length]!;
      await send('checkouts', { patronId, barcode }, shift.checkouts);
      await send('returns', { barcode }, shift.returns);
      shift.pairs += 1;
    }
  };
  await Promise.all(Array.from({ length: desks }, (_, desk) => work(desk)));
  agent.destroy();
  return { ...shift, seconds: (performance.now() - began) / 1000 };
}

function post(
  agent: Agent,
  url: string,
  { cookie }: { cookie: string },
  body: object,
): Promise<{ status: number; text: string }> {
  const sent = JSON.stringify(body);
  const headers = {
    cookie,
    origin: new URL(url).origin,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(sent),
    'idempotency-key': randomUUID(),
  };
  return new Promise((resolve, reject) => {
    const sending = request(url, { method: 'POST', agent, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (part: string) => (text += part));
      answer.on('end', () => resolve({ status: answer.statusCode!, text }));
      answer.on('error', reject);
    });
    sending.on('error', reject);
    sending.end(sent);
  });
}
