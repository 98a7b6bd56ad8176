import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { type AnyProcess } from './server-process.ts';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1']);
/** The state of a socket that listens, in /proc/net/tcp. */
const LISTENS = '0A';

/**
 * The process of this machine that listens at an address, by what Linux tells in /proc: so its CPU time and memory can be read,
 * whatever its name and wherever it was started. Null for another machine, another system, and the process of another user.
 */
export function findListener({ host, port }: { host: string; port: number }): AnyProcess | null {
  if (process.platform !== 'linux' || !LOOPBACK.has(host)) return null;
  const sockets = new Set(['tcp', 'tcp6'].flatMap((table) => listSockets(table, port)));
  const pid = readdirSync('/proc').find((name) => /^\d+$/.test(name) && listFiles(name).some((it) => sockets.has(it)));
  return pid === undefined ? null : { pid: Number(pid) };
}

/** What the descriptors of sockets that listen at a port point to. */
function listSockets(table: string, port: number): string[] {
  const lines = readFileSync(`/proc/net/${table}`, 'utf8').trim().split('\n').slice(1);
  const ending = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return lines
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local, , state]) => state === LISTENS && local!.endsWith(ending))
    .map((fields) => `socket:[${fields[9]}]`);
}

function listFiles(pid: string): string[] {
  const folder = `/proc/${pid}/fd`;
  const fds = orGone(() => readdirSync(folder)) ?? [];
  return fds.flatMap((fd) => orGone(() => readlinkSync(`${folder}/${fd}`)) ?? []);
}

/** A process may be over, or close a file, between the look and the reading; and it may be another user's. */
function orGone<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (['ENOENT', 'EACCES', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}
