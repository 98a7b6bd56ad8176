// Runs in a pod of the cluster, until SIGTERM: clients that ask at a constant rate, over
// connections that they keep or new ones, and desks that
// lend and take back, sending each change again with its Idempotency-Key until it is answered.
import { randomUUID } from 'node:crypto';
import http from 'node:http';

const { host, clients, perSecond, paths, staffPaths, keepAlive, desks, secondsBetweenErrands } = JSON.parse(
  process.env.LOAD,
);
const RETRY_MS = 250;
const counts = { ok: 0, failed: {}, withRetryAfter: 0, longestMs: 0, firstFailure: 0, lastFailure: 0 };
const durations = [];
/** How many requests failed in which second since 1970. */
const failuresBySecond = {};
/** What desks were told: `lent` as pairs of loan and barcode, `returned` as numbers of loans. */
const told = { lent: [], returned: [] };
let isOver = false;

function send(agent, client, { method = 'GET', path, body, headers = {} }) {
  return new Promise((resolve) => {
    const start = performance.now();
    const fail = (kind, status = 0, text = '') => {
      counts.failed[kind] = (counts.failed[kind] ?? 0) + 1;
      counts.firstFailure ||= Date.now();
      counts.lastFailure = Date.now();
      const second = Math.floor(Date.now() / 1000);
      failuresBySecond[second] = (failuresBySecond[second] ?? 0) + 1;
      resolve({ status, text });
    };
    const all = {
      ...headers,
      'x-forwarded-for': `10.200.0.${client}`,
      accept: path.startsWith('/api/') ? '*/*' : 'text/html',
    };
    if (body !== undefined) all['content-type'] = 'application/json';
    const options = { host, port: 8080, method, path, agent, headers: all, timeout: 15_000 };
    const request = http.request(options, (answer) => {
      let text = '';
      answer.on('data', (chunk) => (text += chunk));
      answer.on('error', (error) => fail(error.code));
      answer.on('end', () => {
        const ms = performance.now() - start;
        durations.push(ms);
        counts.longestMs = Math.max(counts.longestMs, Math.round(ms));
        if (answer.statusCode === 503 && answer.headers['retry-after']) counts.withRetryAfter += 1;
        if (answer.statusCode >= 400) {
          // The product says in one word what is the matter.
          const [, code = ''] = /"code":"(\w+)"/.exec(text) ?? [];
          return fail(`${answer.statusCode} ${code}`.trim(), answer.statusCode, text);
        }
        counts.ok += 1;
        resolve({ status: answer.statusCode, text, cookies: answer.headers['set-cookie'] });
      });
    });
    request.on('timeout', () => request.destroy(Object.assign(new Error(), { code: 'no answer' })));
    request.on('error', (error) => fail(error.code));
    request.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

function startClients(cookie) {
  const asked = [...paths.map((path) => ({ path })), ...staffPaths.map((path) => ({ path, headers: { cookie } }))];
  if (asked.length === 0) return;
  for (let client = 1; client <= clients; client += 1) {
    const agent = new http.Agent(keepAlive ? { keepAlive, maxSockets: 2 } : {});
    let number = client;
    const ask = () => isOver || send(agent, client, asked[(number += 1) % asked.length]);
    setTimeout(() => setInterval(ask, 1000 / perSecond), (1000 / perSecond / clients) * client);
  }
}

/** A desk with a reader and a copy of its own: whatever is refused is a fault. */
async function openDesk(number, cookie) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const post = (path, body, headers = {}) =>
    send(agent, 100 + number, { method: 'POST', path: `/api/v1${path}`, body, headers: { cookie, ...headers } });
  const make = async (path, body) => JSON.parse((await post(path, body)).text).id;
  const barcode = `PROOF-${randomUUID()}`;
  const person = { givenName: 'Ada', familyName: barcode, categoryId: 1, branchId: 1, language: 'en' };
  const patronId = await make('/patrons', person);
  const recordId = await make('/records', { kind: 'book', title: barcode, language: 'eng' });
  await make(`/records/${recordId}/items`, { barcode, itemTypeId: 1, homeBranchId: 1 });
  const change = async (path, body) => {
    const key = randomUUID();
    for (;;) {
      const { status, text } = await post(path, body, { 'idempotency-key': key });
      const isUndecided = status === 0 || status === 503 || text.includes('"idempotency_key_in_use"');
      if (!isUndecided) return JSON.parse(text).loan;
      await new Promise((done) => setTimeout(done, RETRY_MS));
    }
  };
  return async () => {
    while (!isOver) {
      const lent = await change('/circulation/checkouts', { patronId, barcode, branchId: 1 });
      if (lent) told.lent.push([lent.id, barcode]);
      await new Promise((done) => setTimeout(done, secondsBetweenErrands * 1000));
      const returned = await change('/circulation/returns', { barcode, branchId: 1 });
      if (returned) told.returned.push(returned.id);
      await new Promise((done) => setTimeout(done, secondsBetweenErrands * 1000));
    }
  };
}

async function signIn() {
  const body = { login: 'librarian', password: 'biblio-demo' };
  const { status, cookies } = await send(http.globalAgent, 99, { method: 'POST', path: '/api/v1/session', body });
  if (cookies === undefined) throw new Error(`signing in: ${status}`);
  return cookies.map((one) => one.split(';')[0]).join('; ');
}

function tell() {
  durations.sort((one, other) => one - other);
  const at = (share) => Math.round(durations[Math.floor(durations.length * share)] ?? 0);
  const mean = Math.round(durations.reduce((sum, ms) => sum + ms, 0) / Math.max(1, durations.length));
  const figures = { ...counts, meanMs: mean, p95Ms: at(0.95), failuresBySecond, ...told };
  // A pipe takes so much at a time: the process ends when it has taken all.
  process.stdout.write(`${JSON.stringify(figures)}\n`, () => process.exit(0));
}

const cookie = desks + staffPaths.length > 0 ? await signIn() : '';
const opened = [];
for (let number = 1; number <= desks; number += 1) opened.push(await openDesk(number, cookie));
const work = opened.map((serve) => serve());
startClients(cookie);
process.on('SIGTERM', async () => {
  isOver = true;
  await Promise.all(work);
  tell();
});
process.stdout.write('at work\n');
