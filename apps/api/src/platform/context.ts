import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Background } from '../background.ts';
import type { Mailer } from '../notices/mailer.ts';
import type { QueueNotice } from '../notices/notice-events.ts';
import type { LiveFeed } from '../live/live-feed.ts';
import type { SearchIndex } from '../search/search-index.ts';
import type { Audit } from './audit.queries.ts';
import type { SharedRedis } from './redis/redis.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Db, Trx } from './database/database.ts';
import type { PdfWriter } from './pdf/pdf-writer.ts';

/** What use cases need from the process around them. Made once in `app.ts` and handed in. */
export interface AppContext {
  db: Db;
  clock: Clock;
  config: Config;
  audit: Audit;
  search: SearchIndex;
  /** What happens in the library, as it happens. */
  live: LiveFeed;
  /** What this process does besides answering requests. */
  background: Background;
  log: FastifyBaseLogger;
  /** The way to the mail server; `null` where none is set up. */
  mailer: Mailer | null;
  /** Writes PDF documents. */
  pdf: PdfWriter;
  /** Notes that what the catalogue shows of these records changed, inside the transaction that changed it. */
  recordChanged: (trx: Trx, recordId: number | number[]) => Promise<void>;
  /** What the processes of the library share; `null` where there is no Redis. */
  redis: SharedRedis | null;
  /** Puts a mail about what happened into the outbox, inside the transaction in which it happened. */
  queueNotice: QueueNotice;
}

/** The Fastify instance with TypeBox types. */
export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;
