import { Transform, pipeline, type TransformCallback } from 'node:stream';
import { toTimestamp } from '../platform/clock.ts';
import { openDatabase, type Db } from '../platform/database/database.ts';
import { takeFingerprint, type Fingerprint } from '../platform/database/fingerprint.ts';
import { listDoneMigrations } from '../platform/database/migrate.ts';
import type { BackupContext, SnapshotFacts, TakeSnapshot } from './make-backup.ts';
import { openMysqlTools, type MysqlTools } from './mysql-tools.ts';
import { permitted } from './permitted.ts';
import { beginLogFile, lockWrites, readLogEnd, readLogOwner, readServer, unlockWrites } from './server.queries.ts';

/** What a dump says before its first table, when its snapshot has begun. */
const FIRST_TABLE = '-- Table structure for table';

/**
 * A dump by the server's own tool, and a second reader of the same moment, who counts and checksums what the dump must hold.
 * Nobody may write between the beginning of the one and that of the other, which takes about as long as the tool needs to start.
 *
 * The binary log begins a new file at that moment, so whatever is to be replayed after the dump stands in whole files.
 */
export function dumpServer({ config, clock, progress }: BackupContext): TakeSnapshot {
  return async (work) => {
    const url = config.backupDatabaseUrl ?? config.databaseUrl;
    const db = openDatabase(url, { poolSize: 2, isPatient: true });
    try {
      const { engine, version, database } = await readServer(db);
      const tools = await openMysqlTools(url, engine, config.backupToolsDir, ['dump']);
      try {
        return await db.connection().execute(async (locker) => {
          const hasBegun = Promise.withResolvers<void>();
          const hasLog = (await permitted(() => readLogEnd(locker, engine))) !== null;
          await permitted(() => lockWrites(locker));
          let isLocked = true;
          const unlock = async () => {
            if (isLocked) await unlockWrites(locker);
            isLocked = false;
          };
          try {
            const madeAt = toTimestamp(clock());
            if (hasLog) await permitted(() => beginLogFile(locker));
            const end = await readLogEnd(locker, engine);
            const log = end === null ? null : { server: await readLogOwner(locker, engine), ...end };
            const reader = await beginReading(db, (table) => progress(null, `dumping ${table}`));
            const raw = startDump(tools, database, hasLog, hasBegun);
            const facts = async (): Promise<SnapshotFacts> => {
              try {
                await hasBegun.promise;
              } finally {
                await unlock();
              }
              const { tables, migrations } = await reader.whole;
              return { madeAt, engine, engineVersion: version, database, migrations, tables, log };
            };
            return await work({ raw, facts: facts() });
          } finally {
            hasBegun.resolve();
            await unlock();
          }
        });
      } finally {
        tools.close();
      }
    } finally {
      await db.destroy();
    }
  };
}

function startDump(tools: MysqlTools, database: string, hasLog: boolean, hasBegun: PromiseWithResolvers<void>) {
  const args = [
    '--single-transaction',
    '--quick',
    '--routines',
    '--triggers',
    '--events',
    '--hex-blob',
    '--no-tablespaces',
    '--max-allowed-packet=1G',
    '--default-character-set=utf8mb4',
    ...(tools.engine === 'mysql' ? ['--set-gtid-purged=OFF'] : []),
    // The position in the log as a remark, for whoever restores without us.
    ...(hasLog ? [tools.engine === 'mysql' ? '--source-data=2' : '--master-data=2'] : []),
    database,
  ];
  const listener = new Listener(FIRST_TABLE, () => hasBegun.resolve());
  return pipeline(tools.read('dump', args), listener, (error) => {
    if (error != null) hasBegun.reject(error);
  });
}

/** Begins to read the whole database as it stands now; settles when that moment is fixed, with what will be known of it. */
async function beginReading(
  db: Db,
  onProgress: (table: string) => void,
): Promise<{ whole: Promise<{ tables: Fingerprint; migrations: string[] }> }> {
  const isFixed = Promise.withResolvers<void>();
  const reading = db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => {
      const migrations = await listDoneMigrations(trx);
      isFixed.resolve();
      return { tables: await takeFingerprint(trx, onProgress), migrations };
    });
  reading.catch((error: unknown) => isFixed.reject(error));
  await isFixed.promise;
  return { whole: reading };
}

/** Passes on what comes, and says when a text has come by. */
class Listener extends Transform {
  readonly #text: string;
  readonly #onHeard: () => void;
  #end = '';
  #isHeard = false;

  constructor(text: string, onHeard: () => void) {
    super();
    this.#text = text;
    this.#onHeard = onHeard;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    if (!this.#isHeard) {
      const heard = this.#end + chunk.toString('latin1');
      this.#isHeard = heard.includes(this.#text);
      this.#end = heard.slice(-this.#text.length);
      if (this.#isHeard) this.#onHeard();
    }
    done(null, chunk);
  }
}
