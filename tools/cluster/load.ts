import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Told } from './reckoning.ts';
import { scriptPod, type World } from './world.ts';

const SCRIPT = readFileSync(path.join(import.meta.dirname, 'load-script.mjs'), 'utf8');

export interface Tally extends Told {
  ok: number;
  /** By status and the code of the problem, or by what became of the connection. */
  failed: Record<string, number>;
  withRetryAfter: number;
  longestMs: number;
  firstFailure: number;
  lastFailure: number;
  meanMs: number;
  p95Ms: number;
  /** How many requests failed in which second since 1970. */
  failuresBySecond: Record<string, number>;
}

interface Load {
  /** Who is asked: the API's Service, or the web app's, which hands on. */
  host?: 'biblio-api' | 'biblio-web';
  clients?: number;
  /** Requests of each client. */
  perSecond?: number;
  paths?: string[];
  /** Asked with the session of a librarian. */
  staffPaths?: string[];
  /** Without, each request may meet another pod, as behind an ingress controller. */
  keepAlive?: boolean;
  /** Desks that lend a copy and take it back, over and over. */
  desks?: number;
  secondsBetweenErrands?: number;
}

const USUAL: Required<Load> = {
  host: 'biblio-api',
  clients: 20,
  perSecond: 3,
  paths: ['/api/v1/session', '/api/v1/records?q=paris', '/api/v1/records/newest'],
  staffPaths: [],
  keepAlive: true,
  desks: 0,
  secondsBetweenErrands: 0,
};

export const failures = ({ failed }: Tally) => Object.values(failed).reduce((sum, count) => sum + count, 0);

/** Requests that were answered with 503. */
export const unavailable = ({ failed }: Tally) =>
  Object.entries(failed).reduce((sum, [kind, count]) => sum + (kind.startsWith('503') ? count : 0), 0);

export const failedShare = (tally: Tally) => failures(tally) / Math.max(1, tally.ok + failures(tally));

export function inWords(tally: Tally): string {
  const kinds = Object.entries(tally.failed).map(([kind, count]) => `${count} × ${kind}`);
  const all = tally.ok + failures(tally);
  return `${failures(tally)} of ${all} requests failed${kinds.length > 0 ? ` (${kinds.join(', ')})` : ''}`;
}

/** Requests from a pod inside the cluster, straight to a Service, while something else happens. */
export async function underLoad(world: World, work: () => Promise<unknown>, load: Load = {}): Promise<Tally> {
  const settings = { ...USUAL, ...load };
  await letIn(world, settings.host);
  const pod = scriptPod('proof-load', { 'app.kubernetes.io/name': 'proof-load' }, await world.image(), SCRIPT) as {
    spec: { containers: { env?: object[]; command: string[] }[] };
  };
  pod.spec.containers[0]!.env = [{ name: 'LOAD', value: JSON.stringify(settings) }];
  pod.spec.containers[0]!.command.splice(1, 0, '--input-type=module');
  await world.kubectl(['delete', 'pod', 'proof-load', '--ignore-not-found', '--wait=true']);
  await world.apply(pod);
  try {
    await world.until('the load has begun', 60, async () => {
      const { stdout } = await world.try(['logs', 'proof-load']);
      return stdout.includes('at work');
    });
    await work();
    await world.node('proof-load', "process.kill(1, 'SIGTERM')");
    await world.until('the load has ended', 60, async () => {
      const phase = await world.kubectl(['get', 'pod', 'proof-load', '--output=jsonpath={.status.phase}']);
      return phase === 'Succeeded' || phase === 'Failed';
    });
    const said = await world.kubectl(['logs', 'proof-load']);
    return JSON.parse(said.trim().split('\n').at(-1)!) as Tally;
  } finally {
    await world.kubectl(['delete', 'pod', 'proof-load', '--ignore-not-found', '--grace-period=0', '--force']);
  }
}

/** The namespace denies by default, so the load needs a policy as everybody else. */
async function letIn(world: World, host: string): Promise<void> {
  const rule = { podSelector: { matchLabels: { 'app.kubernetes.io/name': host } } };
  const load = { podSelector: { matchLabels: { 'app.kubernetes.io/name': 'proof-load' } } };
  const policy = (name: string, spec: object) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name },
    spec,
  });
  await world.apply(policy('proof-load-in', { ...rule, policyTypes: ['Ingress'], ingress: [{ from: [load] }] }));
  await world.apply(policy('proof-load-out', { ...load, policyTypes: ['Egress'], egress: [{ to: [rule] }] }));
}
