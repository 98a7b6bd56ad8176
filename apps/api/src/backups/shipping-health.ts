import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** After so long without having stored all that the server had, shipping is behind. */
const BEHIND_AFTER_MS = 5 * 60_000;

/** Tells orchestrators of a process that follows a log. */
export interface ShippingHealth {
  port: number;
  /** All that the server had is stored. */
  noteReach: () => void;
  close: () => void;
}

/**
 * Answers at a port, as the other processes do: `/healthz` with 200 as long as the process turns, `/readyz` with 200 when all that the
 * server had was stored within the last five minutes, else with 503.
 */
export async function answerAbout(port: number, now = () => performance.now()): Promise<ShippingHealth> {
  let reachedAt = -Infinity;
  const server = createServer((request, response) => {
    const isKnown = request.url === '/healthz' || request.url === '/readyz';
    const isBehind = request.url === '/readyz' && now() - reachedAt > BEHIND_AFTER_MS;
    const status = isKnown ? (isBehind ? 503 : 200) : 404;
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ status: isBehind ? 'behind' : isKnown ? 'ok' : 'unknown' }));
  });
  server.listen(port, '0.0.0.0');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    noteReach: () => {
      reachedAt = now();
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
