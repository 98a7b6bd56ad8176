// Runs in a pod of the cluster: clients that keep their connections and ask at a constant rate, until SIGTERM.
import http from 'node:http';

const { clients, perSecond, paths } = JSON.parse(process.env.LOAD);
const counts = { ok: 0, failed: {}, withRetryAfter: 0, longestMs: 0, firstFailure: 0, lastFailure: 0 };
const durations = [];

function ask(agent, client, path) {
  const start = performance.now();
  const headers = { 'x-forwarded-for': `10.200.0.${client}` };
  const fail = (kind) => {
    counts.failed[kind] = (counts.failed[kind] ?? 0) + 1;
    counts.firstFailure ||= Date.now();
    counts.lastFailure = Date.now();
  };
  const request = http.get({ host: 'biblio-api', port: 8080, path, agent, headers, timeout: 15_000 }, (answer) => {
    answer.resume();
    answer.on('error', (error) => fail(error.code));
    answer.on('end', () => {
      const ms = performance.now() - start;
      durations.push(ms);
      counts.longestMs = Math.max(counts.longestMs, Math.round(ms));
      if (answer.statusCode < 400) counts.ok += 1;
      else fail(answer.statusCode);
      if (answer.statusCode === 503 && answer.headers['retry-after']) counts.withRetryAfter += 1;
    });
  });
  request.on('timeout', () => request.destroy(Object.assign(new Error(), { code: 'no answer' })));
  request.on('error', (error) => fail(error.code));
}

for (let client = 1; client <= clients; client += 1) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 2 });
  let number = client;
  setTimeout(
    () => setInterval(() => ask(agent, client, paths[(number += 1) % paths.length]), 1000 / perSecond),
    (1000 / perSecond / clients) * client,
  );
}

function tell() {
  durations.sort((one, other) => one - other);
  const at = (share) => Math.round(durations[Math.floor(durations.length * share)] ?? 0);
  const mean = Math.round(durations.reduce((sum, ms) => sum + ms, 0) / Math.max(1, durations.length));
  process.stdout.write(`${JSON.stringify({ ...counts, meanMs: mean, p95Ms: at(0.95) })}\n`);
}
process.on('SIGTERM', () => {
  tell();
  process.exit(0);
});
process.stdout.write('at work\n');
