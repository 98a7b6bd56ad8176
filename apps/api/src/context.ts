import { pino } from 'pino';
import { insertRecordChange } from './catalogue/record-changes.queries.ts';
import { createAudit } from './platform/audit.queries.ts';
import type { Clock } from './platform/clock.ts';
import type { Config } from './platform/config.ts';
import type { AppContext } from './platform/context.ts';
import type { Db } from './platform/database/database.ts';

/** What the process around a context must hand in. */
export interface ContextParts {
  config: Config;
  db: Db;
  clock: Clock;
}

/** Makes the context of one process and what closes it again. */
export async function createContext(parts: ContextParts): Promise<{ context: AppContext; close: () => Promise<void> }> {
  const { config, db, clock } = parts;
  const log = pino({ level: config.logLevel, redact: ['req.headers.cookie', 'req.headers.authorization'] });
  const search = undefined as unknown as AppContext['search'];
  const context: AppContext = {
    config,
    db,
    clock,
    log,
    search,
    audit: createAudit(clock),
    recordChanged: (trx, recordId) => insertRecordChange(trx, Array.isArray(recordId) ? recordId : [recordId]),
  };
  return { context, close: async () => {} };
}
