import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { findFreePort } from './free-port.ts';

/** Why tests against a real Redis do not run here; false when they do. */
export const NO_REDIS =
  spawnSync('redis-server', ['--version']).status !== 0 &&
  'there is no redis-server on this machine (apt install redis-server)';

/** A Redis of its own for one test, which may be stopped, frozen and filled. */
export interface RedisServer {
  url: string;
  start: () => Promise<void>;
  stop: () => Promise<void>;
  freeze: () => void;
  thaw: () => void;
}

/** Makes a Redis server at a free port, with so much memory and nothing on disk; it is not started yet. */
export async function makeRedisServer(memory = '32mb'): Promise<RedisServer> {
  const port = await findFreePort();
  let child: ReturnType<typeof spawn> | undefined;
  return {
    url: `redis://127.0.0.1:${port}`,
    start: async () => {
      const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
      child = spawn('redis-server', [...options, '--maxmemory', memory, '--maxmemory-policy', 'noeviction'], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      for await (const chunk of child.stdout!) if (String(chunk).includes('Ready to accept connections')) break;
    },
    stop: async () => {
      if (child === undefined) return;
      const ended = once(child, 'exit');
      child.kill('SIGCONT');
      child.kill('SIGKILL');
      await ended;
      child = undefined;
    },
    freeze: () => child!.kill('SIGSTOP'),
    thaw: () => child!.kill('SIGCONT'),
  };
}
