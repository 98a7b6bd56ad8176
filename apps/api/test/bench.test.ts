import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { test } from 'node:test';
import { foldPackages, ownTimes, toFrames, type CpuProfile, type Frame } from '../bench/cpu-profile.ts';
import { drawFlameGraph } from '../bench/flame-graph.ts';
import { findListener } from '../bench/listening-process.ts';
import { percentilesOf } from '../bench/row.ts';

const OURS = 'file:///somewhere/apps/api/dist/catalogue/records.routes.js';
const FASTIFY = 'file:///somewhere/node_modules/fastify/lib/hooks.js';

/** A route that Fastify calls through two functions of its own, and that calls itself and a native function. */
function makeProfile(): CpuProfile {
  const frame = (functionName: string, url: string) => ({ functionName, url, lineNumber: 1 });
  return {
    nodes: [
      { id: 1, callFrame: frame('(root)', ''), children: [2, 6] },
      { id: 2, callFrame: frame('hookRunner', FASTIFY), children: [3] },
      { id: 3, callFrame: frame('next', FASTIFY), children: [4] },
      { id: 4, callFrame: frame('answer', OURS), children: [5] },
      { id: 5, callFrame: frame('all', '') },
      { id: 6, callFrame: frame('(idle)', '') },
    ],
    samples: [2, 3, 4, 5, 5, 6],
    timeDeltas: [10, 20, 30, 40, 50, 1000],
  };
}

function labels({ name, place, total, children }: Frame): unknown[] {
  return [`${name}|${place}|${total}`, ...children.map(labels)];
}

test('a profile becomes a tree without idle time', () => {
  const root = toFrames(makeProfile());
  assert.equal(root.total, 150);
  assert.deepEqual(
    ownTimes(root)
      .slice(0, 3)
      .map(({ name, place, self }) => [name, place, self]),
    [
      ['all', '', 90],
      ['answer', 'catalogue/records.routes.ts', 30],
      ['next', 'fastify', 20],
    ],
  );
});

test('calls inside a package are one frame, and no time is lost', () => {
  const folded = foldPackages(toFrames(makeProfile()));
  assert.deepEqual(labels(folded), [
    '(root)||150',
    ['|fastify|150', ['answer|catalogue/records.routes.ts|120', ['all||90']]],
  ]);
  const drawing = drawFlameGraph(folded, 'a < b');
  assert.match(drawing, /<title>answer · catalogue\/records\.routes\.ts: 80\.0 %<\/title>/);
  assert.match(drawing, /a &lt; b/);
});

test('the process behind an address is found by its socket', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const found = findListener({ host: '127.0.0.1', port });
  const foundElsewhere = findListener({ host: 'db.example.org', port });
  server.close();
  await once(server, 'close');
  assert.deepEqual(found, process.platform === 'linux' ? { pid: process.pid } : null);
  assert.equal(foundElsewhere, null);
  assert.equal(findListener({ host: '127.0.0.1', port }), null);
});

test('percentiles are taken of the times in their order', () => {
  const times = Array.from({ length: 100 }, (_, i) => 100 - i);
  assert.deepEqual(percentilesOf(times), { p50: 51, p95: 96, p99: 100 });
  assert.deepEqual(percentilesOf([]), { p50: 0, p95: 0, p99: 0 });
});
