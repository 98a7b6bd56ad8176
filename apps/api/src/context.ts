import path from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import { pino } from 'pino';
import { createBackground, NO_BACKGROUND } from './background.ts';
import { insertRecordChange } from './catalogue/record-changes.queries.ts';
import { createMailer } from './notices/mailer.ts';
import { createQueueNotice } from './notices/notice-queue.service.ts';
import { createAudit } from './platform/audit.queries.ts';
import type { Clock } from './platform/clock.ts';
import type { Config } from './platform/config.ts';
import type { AppContext } from './platform/context.ts';
import { createPdfWriter } from './platform/pdf/pdf-writer.ts';
import type { JobContext } from './jobs/job.ts';
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

/** Makes the context of one process that answers requests, and what closes it again. */
export async function createContext(parts: ContextParts): Promise<{ context: AppContext; close: () => Promise<void> }> {
  const { context, close: closeRest } = createJobContext(parts);
  const { config, db, databaseReady } = parts;
  const search = await openSearchIndex({ db, path: indexPath(config), log: context.log, databaseReady });
  const pdf = createPdfWriter();
  const background = config.runsJobs ? createBackground(context) : NO_BACKGROUND;
  const close = async () => {
    await background.stop();
    await search.close();
    await pdf.close();
    await closeRest();
  };
  return { context: { ...context, search, pdf, background }, close };
}

/** Makes the context of one process that only works in the background: it needs no search index. */
export function createJobContext(parts: ContextParts): { context: JobContext; close: () => Promise<void> } {
  const { config, db, clock, log = createLog(config) } = parts;
  const mailer = createMailer(config);
  const context: JobContext = {
    config,
    db,
    clock,
    log,
    mailer,
    audit: createAudit(clock),
    recordChanged: (trx, recordId) => insertRecordChange(trx, recordId),
    queueNotice: createQueueNotice({ clock, isMailConfigured: config.smtpUrl !== null }),
  };
  return { context, close: async () => mailer?.close() };
}

/** Makes the log of a process. */
export function createLog(config: Config): FastifyBaseLogger {
  return pino({ level: config.logLevel, redact: ['req.headers.cookie', 'req.headers.authorization'] });
}

/** The index lies beside the database that it copies; a database in memory has its index there too. */
function indexPath(config: Config): string {
  return config.databaseUrl === 'sqlite::memory:' ? ':memory:' : path.join(config.dataDir, 'search-index.sqlite');
}
