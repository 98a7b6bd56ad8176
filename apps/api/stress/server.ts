import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findFreePort } from '../test/free-port.ts';

const SRC = fileURLToPath(new URL('../src', import.meta.url));
const ROOT = path.resolve(SRC, '../../..');

/** A real process, which may be killed at any moment and started anew at the same address. */
export interface Server {
  url: string;
  /** How often it was killed. */
  kills: number;
  /** Settles when the process that is running now, or the next one, answers. */
  isUp: () => Promise<void>;
  /** Ends the process as a power cut would, and starts the next. */
  kill: () => Promise<void>;
  /** Fails when the process had ended by itself, or does not end well. */
  close: () => Promise<void>;
  /** Ends whatever still runs of it. */
  end: () => void;
}

/** What a process of ours is started with. */
export interface ServerOptions {
  entry: 'main.ts' | 'worker.ts';
  dataDir: string;
  databaseUrl: string;
  environment?: Record<string, string>;
}

/** What it prints when it is at work. */
const AT_WORK = / is open at http| is at work/;

/** Starts `main.ts` or `worker.ts` on a database that exists. */
export async function startServer({ entry, dataDir, databaseUrl, environment }: ServerOptions): Promise<Server> {
  const port = await findFreePort();
  let child: ChildProcess;
  let up: Promise<void>;
  const start = () => {
    child = spawn(process.execPath, [path.join(SRC, entry), ...(entry === 'main.ts' ? ['--empty'] : [])], {
      cwd: ROOT,
      env: {
        ...process.env,
        PORT: String(port),
        BIBLIO_DATA_DIR: dataDir,
        DATABASE_URL: databaseUrl,
        LOG_LEVEL: 'fatal',
        RATE_LIMIT: '0',
        MAX_CONCURRENT_REQUESTS: '1000',
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    up = untilOpen(child);
  };
  start();
  const send = async (signal: NodeJS.Signals) => {
    const { exitCode, signalCode } = child;
    if (exitCode !== null || signalCode !== null)
      throw new Error(`${entry} ended by itself with ${exitCode ?? signalCode}.`);
    const gone = once(child, 'exit') as Promise<[number | null]>;
    child.kill(signal);
    return (await gone)[0];
  };
  const server: Server = {
    url: `http://127.0.0.1:${port}`,
    kills: 0,
    isUp: () => up,
    kill: async () => {
      await send('SIGKILL');
      server.kills += 1;
      start();
      await up;
    },
    close: async () => {
      const code = await send('SIGTERM');
      if (code !== 0) throw new Error(`${entry} ended with ${code}.`);
    },
    end: () => void child.kill('SIGKILL'),
  };
  await up!;
  return server;
}

function untilOpen(child: ChildProcess): Promise<void> {
  let output = '';
  return new Promise((resolve, reject) => {
    child.stdout!.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (AT_WORK.test(output)) resolve();
    });
    child.once('exit', (code, signal) =>
      reject(new Error(`The server ended with ${code ?? signal} before it was open.`)),
    );
  });
}
