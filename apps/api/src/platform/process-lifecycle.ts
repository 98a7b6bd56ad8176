import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { Config } from './config.ts';

/** What a process must do to close, in the order of its life. */
export interface Closing {
  log: Pick<FastifyBaseLogger, 'info' | 'error'>;
  config: Pick<Config, 'shutdownDelaySeconds' | 'shutdownDeadlineSeconds'>;
  /** Ends what is under way; resolves when nothing of this process needs the database any more. */
  end: () => Promise<unknown>;
  /** Closes the rest. */
  release: () => Promise<unknown>;
}

/** Where a process stands: `isDraining` from the first signal on. */
export interface Lifecycle {
  readonly isDraining: boolean;
}

/**
 * Closes the process on SIGTERM and SIGINT without failing a request. First it only says that it is not ready and asks
 * clients to come with a new connection; those who do are sent elsewhere by then, once whoever balances the load has noticed
 * (`shutdownDelaySeconds`; closing sooner than it notices is worse than not waiting at all). Then it stops listening, lets
 * what is under way end, and exits with 0; after the deadline, or a second signal, with 1.
 */
export function closeOnSignal({ log, config, end, release }: Closing): Lifecycle {
  const lifecycle = { isDraining: false };
  const close = async () => {
    await new Promise((resolve) => setTimeout(resolve, config.shutdownDelaySeconds * 1000));
    await end();
    await release();
  };
  const onSignal = (signal: string) => {
    if (lifecycle.isDraining) process.exit(1);
    lifecycle.isDraining = true;
    log.info({ signal }, 'closing');
    const seconds = config.shutdownDelaySeconds + config.shutdownDeadlineSeconds;
    setTimeout(() => {
      log.error('what was under way did not end in time');
      process.exit(1);
    }, seconds * 1000).unref();
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'closing failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return lifecycle;
}

/** While the process drains, every answer ends its connection. */
export function endConnectionsWhile(app: FastifyInstance, isDraining: () => boolean): void {
  app.addHook('onRequest', (_request, reply, done) => {
    if (isDraining()) reply.header('connection', 'close');
    done();
  });
}

/** How often connections that have become idle are closed while a server closes. */
const SWEEP_MS = 50;

/**
 * Closes the HTTP server when what is under way is answered. Node closes the connections that are idle at that moment; one
 * whose answer ends later would stay open until its keep-alive time is over.
 */
export async function closeServer(app: FastifyInstance): Promise<void> {
  const sweep = setInterval(() => app.server.closeIdleConnections(), SWEEP_MS);
  try {
    await app.close();
  } finally {
    clearInterval(sweep);
  }
}
