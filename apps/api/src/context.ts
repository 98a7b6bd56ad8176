import path from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import { pino } from 'pino';
import { insertRecordChange } from './catalogue/record-changes.queries.ts';
import { createMailer } from './notices/mailer.ts';
import { createQueueNotice } from './notices/notice-queue.service.ts';
import { createAudit } from './platform/audit.queries.ts';
import type { Clock } from './platform/clock.ts';
import type { Config } from './platform/config.ts';
import type { AppContext } from './platform/context.ts';
import type { Db } from './platform/database/database.ts';
import { openSearchIndex } from './search/search-feed.ts';

/** What the process around a context must hand in. */
export interface ContextParts {
  config: Config;
  db: Db;
  clock: Clock;
  log?: FastifyBaseLogger;
  /** Resolves when the database may be asked; without it, at once. */
  databaseReady?: Promise<void>;
}

/** Makes the context of one process and what closes it again. */
export async function createContext(parts: ContextParts): Promise<{ context: AppContext; close: () => Promise<void> }> {
  const { config, db, clock, log = createLog(config), databaseReady } = parts;
  const search = await openSearchIndex({ db, path: indexPath(config), log, databaseReady });
  const mailer = createMailer(config);
  const context: AppContext = {
    config,
    db,
    databaseReady: databaseReady ?? Promise.resolve(),
    clock,
    log,
    search,
    mailer,
    audit: createAudit(clock),
    recordChanged: (trx, recordId) => insertRecordChange(trx, recordId),
    queueNotice: createQueueNotice({ clock, isMailConfigured: config.smtpUrl !== null }),
  };
  const close = async () => {
    mailer?.close();
    await search.close();
  };
  return { context, close };
}

/** Makes the log of a process. */
export function createLog(config: Config): FastifyBaseLogger {
  return pino({ level: config.logLevel, redact: ['req.headers.cookie', 'req.headers.authorization'] });
}

/** The index lies beside the database that it copies; a database in memory has its index there too. */
function indexPath(config: Config): string {
  return config.databaseUrl === 'sqlite::memory:' ? ':memory:' : path.join(config.dataDir, 'search-index.sqlite');
}
