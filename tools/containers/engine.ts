import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** What docker or podman said, with its warnings or the answer alone, and how it ended. */
export interface Said {
  code: number;
  text: string;
  answer: string;
}

/** In what engines differ. */
interface Dialect {
  /** What every build takes. */
  build: readonly string[];
  /** What a build takes that is to do these stages of the Dockerfile anew. */
  anew: (stages: readonly string[]) => string[];
  /** Where `network inspect` keeps the address of this machine. */
  gateway: string;
  /** What must be there for checks of health to be made again and again; the folder that says so, and in words. */
  timers: { sign: string; words: string } | null;
}

const DIALECTS: Record<string, Dialect> = {
  docker: {
    build: [],
    anew: (stages) => [`--no-cache-filter=${stages.join(',')}`],
    gateway: '{{(index .IPAM.Config 0).Gateway}}',
    timers: null,
  },
  podman: {
    // Its own format, OCI's, has no health checks.
    build: ['--format=docker'],
    // All of them or none.
    anew: () => ['--no-cache'],
    gateway: '{{(index .Subnets 0).Gateway}}',
    // It has no process of its own that goes on, and looks for systemd here itself.
    timers: {
      sign: '/run/systemd/system',
      words: 'podman leaves the checks of health to systemd, which does not run here',
    },
  },
};

/** The container engine of this machine: the one that the environment names, else the first that answers. */
export interface Engine extends Dialect {
  name: string;
  /** Runs a command of the engine. Throws with its words when it fails. */
  run: (...args: string[]) => Promise<string>;
  /** Runs a command of the engine that may fail. */
  ask: (...args: string[]) => Promise<Said>;
  /** What `inspect` knows of an image or container. */
  inspect: <T>(name: string) => Promise<T>;
  /** Why no composition can be started with it here, in a sentence; null when one can. */
  whyNoComposition: () => Promise<string | null>;
}

/** Finds the engine, or null where none answers. */
export function findEngine(): Engine | null {
  const wanted = process.env['CONTAINER_ENGINE'];
  const name = (wanted === undefined ? Object.keys(DIALECTS) : [wanted]).find(
    (one) => spawnSync(one, ['info'], { stdio: 'ignore' }).status === 0,
  );
  if (name === undefined) return null;
  const dialect = DIALECTS[name.split('/').at(-1)!] ?? DIALECTS['docker']!;
  const ask = async (...args: string[]) => {
    try {
      const { stdout, stderr } = await execute(name, args, {
        maxBuffer: 256 * 1024 * 1024,
        // Else podman says before each answer of compose who gives it.
        env: { ...process.env, PODMAN_COMPOSE_WARNING_LOGS: 'false' },
      });
      return { code: 0, text: `${stdout}${stderr}`, answer: stdout };
    } catch (error) {
      // What ends with another code than 0 is an answer too.
      const { code, stdout = '', stderr = '' } = error as { code?: unknown; stdout?: string; stderr?: string };
      if (typeof code !== 'number') throw error;
      return { code, text: `${stdout}${stderr}`, answer: stdout };
    }
  };
  const succeed = async (...args: string[]) => {
    const said = await ask(...args);
    if (said.code !== 0) throw new Error(`${name} ${args.join(' ')}: ${said.text.slice(-2000)}`);
    return said;
  };
  const run = async (...args: string[]) => (await succeed(...args)).text.trim();
  const inspect = async <T>(what: string) => JSON.parse((await succeed('inspect', what)).answer || '[]')[0] as T;
  const whyNoComposition = async () => {
    // Another that podman may hand over to knows no --wait; and one that cannot reach the engine lists nothing.
    const help = await ask('compose', 'up', '--help');
    if (help.code !== 0 || !help.text.includes('--wait'))
      return `${name} compose must be Docker Compose 2.30 or newer.`;
    const { code, text } = await ask('compose', 'ls');
    if (code !== 0) return `Docker Compose does not reach ${name}: ${text.split('\n')[0]!}`;
    return dialect.timers === null || existsSync(dialect.timers.sign) ? null : `${dialect.timers.words}.`;
  };
  return { ...dialect, name, run, ask, inspect, whyNoComposition };
}
