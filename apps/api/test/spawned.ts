import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const SRC = fileURLToPath(new URL('../src', import.meta.url));

/** A process of ours that is running, and where it answers. */
export interface Spawned {
  url: string;
  child: ChildProcess;
  /** Sends a signal and waits for the end; answers the exit code, null when the signal ended it. */
  end: (signal?: NodeJS.Signals) => Promise<number | null>;
}

/** Starts `main.ts` or `worker.ts` as a process, at a free port, and waits for the line that names its address. */
export async function spawnProcess(
  entry: 'main.ts' | 'worker.ts',
  environment: Record<string, string>,
  ...args: string[]
): Promise<Spawned> {
  const child = spawn(process.execPath, [path.join(SRC, entry), ...args], {
    env: { ...process.env, PORT: '0', LOG_LEVEL: 'error', RATE_LIMIT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout!.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const found = /http:\/\/[\w.:]+/.exec(output);
      if (found !== null) resolve(found[0]);
    });
    child.once('exit', (code) => reject(new Error(`${entry} ended with ${code}:\n${output}`)));
  });
  return {
    url,
    child,
    end: async (signal = 'SIGTERM') => {
      const ended = once(child, 'exit') as Promise<[number | null]>;
      child.kill(signal);
      return (await ended)[0];
    },
  };
}
