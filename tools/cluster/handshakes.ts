import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { connect } from 'node:tls';
import { serialOf, type Authority, type Pair } from './authority.ts';
import type { World } from './world.ts';

const PER_SECOND = 25;

/** Gives the ingress a certificate, and waits until a client gets it. */
export async function present(world: World, pair: Pair): Promise<number> {
  await putSecret(world, pair);
  return world.until('the ingress presents the certificate', 120, async () => {
    return (await presented(world)) === serialOf(pair);
  });
}

export async function putSecret(world: World, pair: Pair): Promise<void> {
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'biblio-tls' }, type: 'kubernetes.io/tls' };
  await world.apply({ ...secret, stringData: pair });
}

/** The number of the certificate that a client is shown, whoever signed it; null for none. */
export async function presented(world: World): Promise<string | null> {
  const socket = connect({
    host: await world.entrance(),
    port: 443,
    servername: world.host,
    rejectUnauthorized: false,
  });
  try {
    await once(socket, 'secureConnect', { signal: AbortSignal.timeout(10_000) });
    return socket.getPeerX509Certificate()?.serialNumber ?? null;
  } catch {
    // Whatever it is, there is no certificate.
    return null;
  } finally {
    socket.destroy();
  }
}

export interface Handshakes {
  /** How many met each certificate, by its number. */
  serials: Record<string, number>;
  failed: Record<string, number>;
}

export const sum = (counts: Record<string, number>) => Object.values(counts).reduce((total, count) => total + count, 0);

export function inWords({ serials, failed }: Handshakes): string {
  const kinds = Object.entries(failed).map(([kind, count]) => `${count} × ${kind}`);
  const all = sum(serials) + sum(failed);
  return `${sum(failed)} of ${all} handshakes failed${kinds.length > 0 ? ` (${kinds.join(', ')})` : ''}`;
}

/** New handshakes with the ingress, each verified against the authority, while something happens. */
export async function underHandshakes(
  world: World,
  authority: Authority,
  work: () => Promise<unknown>,
): Promise<Handshakes> {
  const settings = {
    address: await world.entrance(),
    host: world.host,
    authority: authority.file,
    perSecond: PER_SECOND,
  };
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'handshake-script.mjs')], {
    env: { HANDSHAKES: JSON.stringify(settings) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const ended = once(child, 'exit');
  try {
    await lines.next();
    await work();
  } finally {
    child.kill();
  }
  const said = (await lines.next()) as IteratorResult<string>;
  await ended;
  return JSON.parse(said.value) as Handshakes;
}
