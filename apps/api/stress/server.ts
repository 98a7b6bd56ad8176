import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const ROOT = path.resolve(path.dirname(MAIN), '../../..');

/** The real API process, which may be killed at any moment and started anew at the same address. */
export interface Server {
  url: string;
  /** How often it was killed. */
  kills: number;
  /** Settles when the process that is running now, or the next one, answers. */
  isUp: () => Promise<void>;
  /** Ends the process as a power cut would, and starts the next. */
  kill: () => Promise<void>;
  close: () => Promise<void>;
}

/** Starts `main.ts` on a database that exists. */
export async function startServer(dataDir: string, databaseUrl: string): Promise<Server> {
  const port = await findFreePort();
  let child: ChildProcess;
  let up: Promise<void>;
  const start = () => {
    child = spawn(process.execPath, [MAIN, '--empty'], {
      cwd: ROOT,
      env: {
        ...process.env,
        PORT: String(port),
        BIBLIO_DATA_DIR: dataDir,
        DATABASE_URL: databaseUrl,
        LOG_LEVEL: 'fatal',
        RATE_LIMIT: '0',
        MAX_CONCURRENT_REQUESTS: '1000',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    up = untilOpen(child);
  };
  start();
  const server: Server = {
    url: `http://127.0.0.1:${port}/api/v1`,
    kills: 0,
    isUp: () => up,
    kill: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
      server.kills += 1;
      start();
      await up;
    },
    close: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      const [code] = (await gone) as [number | null];
      if (code !== 0) throw new Error(`The server ended with ${code}.`);
    },
  };
  await up!;
  return server;
}

function untilOpen(child: ChildProcess): Promise<void> {
  let output = '';
  return new Promise((resolve, reject) => {
    child.stdout!.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes(' is open at http')) resolve();
    });
    child.once('exit', (code, signal) =>
      reject(new Error(`The server ended with ${code ?? signal} before it was open.`)),
    );
  });
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
