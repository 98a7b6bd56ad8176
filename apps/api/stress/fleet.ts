import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startServer, type Server, type ServerOptions } from './server.ts';

/** The processes of one library. */
export interface Fleet {
  /** Those that answer requests. */
  servers: readonly Server[];
  /** These, and the worker if there is one. */
  all: readonly Server[];
  countKills: () => number;
  /** Closes all of them. Fails when one ended by itself, or not well. */
  close: () => Promise<void>;
  /** Ends what still runs, and removes their folders. */
  end: () => void;
}

/** Starts so many API processes on one database, each with a folder of its own, and a worker where there are several. */
export async function launchFleet(databaseUrl: string, replicas: number): Promise<Fleet> {
  const folder = mkdtempSync(path.join(tmpdir(), 'biblio-stress-'));
  const launch = (name: string, options: Omit<ServerOptions, 'dataDir' | 'databaseUrl'>) =>
    startServer({ ...options, dataDir: path.join(folder, name), databaseUrl });
  const environment: Record<string, string> = replicas > 1 ? { RUN_JOBS: 'false' } : {};
  const servers: Server[] = [];
  const workers: Server[] = [];
  const end = () => {
    for (const server of [...servers, ...workers]) server.end();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    for (let n = 0; n < replicas; n += 1) servers.push(await launch(`api-${n}`, { entry: 'main.ts', environment }));
    if (replicas > 1) workers.push(await launch('worker', { entry: 'worker.ts' }));
  } catch (error) {
    // Nobody else would end those that have started.
    end();
    throw error;
  }
  const all = [...servers, ...workers];
  return {
    servers,
    all,
    countKills: () => all.reduce((sum, { kills }) => sum + kills, 0),
    close: async () => {
      await Promise.all(all.map((server) => server.close()));
    },
    end,
  };
}
