import path from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import { pino } from 'pino';
import { createBackground, NO_BACKGROUND } from './background.ts';
import { insertRecordChange } from './catalogue/record-changes.queries.ts';
import { openLiveFeed } from './live/live-feed.ts';
import { createQueueNotice } from './notices/notice-queue.service.ts';
import { createAudit } from './platform/audit.queries.ts';
import { createChangeSignal, type ChangeSignal } from './platform/change-signal.ts';
import type { Clock } from './platform/clock.ts';
import type { Config } from './platform/config.ts';
import type { AppContext } from './platform/context.ts';
import { createPdfWriter } from './platform/pdf/pdf-writer.ts';
import type { JobContext } from './jobs/job.ts';
import { tellOnCommit, type Db } from './platform/database/database.ts';
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
  const { context: jobContext, signal, close: closeRest } = await createJobContext(parts);
  const { config, db, databaseReady } = parts;
  const search = await openSearchIndex({ db, path: indexPath(config), log: jobContext.log, databaseReady });
  const context: JobContext = {
    ...jobContext,
    recordChanged: async (trx, recordIds) => {
      await jobContext.recordChanged(trx, recordIds);
      // What this process has changed it knows before the log is followed that far.
      tellOnCommit(trx, () => search.followed()?.add([recordIds].flat()));
    },
  };
  const pdf = createPdfWriter();
  const live = openLiveFeed({ db, log: context.log });
  signal.listen(() => live.nudge());
  signal.listen(() => void search.refresh());
  const background = config.runsJobs ? createBackground(context) : NO_BACKGROUND;
  const close = async () => {
    await background.stop();
    await live.close();
    await search.close();
    await pdf.close();
    await closeRest();
  };
  return { context: { ...context, search, pdf, live, background }, close };
}

/** Makes the context of one process that only works in the background: it needs no search index. */
export async function createJobContext(parts: ContextParts): Promise<{
  context: JobContext;
  signal: ChangeSignal;
  close: () => Promise<void>;
}> {
  const { config, db, clock, log = createLog(config) } = parts;
  // Who has neither does without the memory of what speaks to them.
  const mailer = config.smtpUrl === null ? null : (await import('./notices/mailer.ts')).createMailer(config);
  const redis =
    config.redisUrl === null ? null : (await import('./platform/redis/redis.ts')).openRedis(config.redisUrl, log);
  const signal = createChangeSignal(redis);
  const audit = createAudit(clock);
  const context: JobContext = {
    config,
    db,
    clock,
    log,
    mailer,
    redis,
    audit: async (trx, actor, entry) => {
      await audit(trx, actor, entry);
      signal.announce();
    },
    recordChanged: async (trx, recordId) => {
      await insertRecordChange(trx, recordId);
      signal.announce();
    },
    queueNotice: createQueueNotice({ clock, isMailConfigured: config.smtpUrl !== null }),
  };
  const close = async () => {
    signal.close();
    mailer?.close();
    await redis?.close();
  };
  return { context, signal, close };
}

/** Makes the log of a process. */
export function createLog(config: Config): FastifyBaseLogger {
  return pino({ level: config.logLevel, redact: ['req.headers.cookie', 'req.headers.authorization'] });
}

/** The index lies beside the database that it copies; a database in memory has its index there too. */
export function indexPath(config: Config): string {
  return config.databaseUrl === 'sqlite::memory:' ? ':memory:' : path.join(config.dataDir, 'search-index.sqlite');
}
