import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Manifest } from '../kubernetes/manifest.ts';

const ROOM = 256 * 1024 ** 2;

/** kubectl answered with an error; the message is what it said. */
export class KubectlError extends Error {}

export interface Answer {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs kubectl from PATH on whatever cluster KUBECONFIG names, and tells how it ended. */
export function tryKubectl(args: string[], input = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const child = execFile('kubectl', args, { maxBuffer: ROOM }, (error, stdout, stderr) => {
      if (error !== null && typeof error.code !== 'number') reject(error);
      else resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
    // A kubectl that ends early, such as at a wrong argument, does not read what it is given.
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  });
}

/** @returns what kubectl printed. @throws KubectlError */
export async function kubectl(args: string[], input = ''): Promise<string> {
  const { code, stdout, stderr } = await tryKubectl(args, input);
  if (code !== 0) throw new KubectlError(`kubectl ${args.slice(0, 4).join(' ')}: ${stderr.trim() || stdout.trim()}`);
  return stdout;
}

export async function getJson<T>(args: string[]): Promise<T> {
  return JSON.parse(await kubectl(['get', ...args, '--output=json'])) as T;
}

/** One object, or null where there is none. */
export async function getOne<T>(args: string[]): Promise<T | null> {
  const text = await kubectl(['get', ...args, '--ignore-not-found', '--output=json']);
  return text.trim() === '' ? null : (JSON.parse(text) as T);
}

/** By whose name deployments apply. */
export const MANAGER = 'biblio-deploy';
const OURS = ['--server-side', '--force-conflicts', `--field-manager=${MANAGER}`];

/** Makes the cluster's objects what these say, and returns a line for each. */
export async function apply(manifests: Manifest[]): Promise<string[]> {
  if (manifests.length === 0) return [];
  const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: manifests });
  const text = await kubectl(['apply', ...OURS, '--filename=-'], list);
  return text.trim().split('\n');
}

/** What applying would change, as a unified diff; empty for nothing. */
export async function diff(manifests: Manifest[]): Promise<string> {
  const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: manifests });
  const { code, stdout, stderr } = await tryKubectl(['diff', ...OURS, '--filename=-'], list);
  if (code > 1) throw new KubectlError(`kubectl diff: ${stderr.trim()}`);
  return stdout;
}

/** A way to a port of a pod or service, past every network policy, until it is closed. */
export class Forward {
  readonly url: string;
  private readonly child: ChildProcess;

  private constructor(url: string, child: ChildProcess) {
    this.url = url;
    this.child = child;
  }

  static async open(namespace: string, target: string, port: number): Promise<Forward> {
    const child = spawn('kubectl', ['--namespace', namespace, 'port-forward', target, `:${port}`], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += String(chunk)));
    for await (const line of createInterface(child.stdout)) {
      const found = /127\.0\.0\.1:(\d+) ->/.exec(line);
      if (found !== null) {
        child.stdout.resume();
        return new Forward(`http://127.0.0.1:${found[1]}`, child);
      }
    }
    throw new KubectlError(`no way to ${target}: ${said.trim()}`);
  }

  get isOpen(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  async close(): Promise<void> {
    if (!this.isOpen) return;
    const ended = once(this.child, 'exit');
    this.child.kill();
    await ended;
  }
}
