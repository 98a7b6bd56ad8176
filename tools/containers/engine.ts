import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** What docker or podman said, and how it ended. */
export interface Said {
  code: number;
  text: string;
}

/** The container engine of this machine: the one that the environment names, else the first that answers. */
export interface Engine {
  name: string;
  /** Runs a command of the engine. Throws with its words when it fails. */
  run: (...args: string[]) => Promise<string>;
  /** Runs a command of the engine that may fail. */
  ask: (...args: string[]) => Promise<Said>;
  /** What `inspect` knows of an image or container. */
  inspect: <T>(name: string) => Promise<T>;
}

/** Finds the engine, or null where none answers. */
export function findEngine(): Engine | null {
  const wanted = process.env['CONTAINER_ENGINE'];
  const name = (wanted === undefined ? ['docker', 'podman'] : [wanted]).find(
    (one) => spawnSync(one, ['info'], { stdio: 'ignore' }).status === 0,
  );
  if (name === undefined) return null;
  const ask = async (...args: string[]) => {
    try {
      const { stdout, stderr } = await execute(name, args, { maxBuffer: 256 * 1024 * 1024 });
      return { code: 0, text: `${stdout}${stderr}` };
    } catch (error) {
      // What ends with another code than 0 is an answer too.
      const { code, stdout = '', stderr = '' } = error as { code?: unknown; stdout?: string; stderr?: string };
      if (typeof code !== 'number') throw error;
      return { code, text: `${stdout}${stderr}` };
    }
  };
  const run = async (...args: string[]) => {
    const { code, text } = await ask(...args);
    if (code !== 0) throw new Error(`${name} ${args.join(' ')}: ${text.slice(-2000)}`);
    return text.trim();
  };
  const inspect = async <T>(what: string) => JSON.parse((await run('inspect', what)) || '[]')[0] as T;
  return { name, run, ask, inspect };
}
