import { randomUUID } from 'node:crypto';
import { toTimestamp } from '../platform/clock.ts';
import type { JobContext } from '../jobs/job.ts';
import { SYSTEM } from '../platform/auth/actor.ts';
import { Problem } from '../platform/errors.ts';
import { planReading } from './import-file.ts';
import { emptyProgress, ImportStopped, isTransient, runImport } from './import-run.ts';
import {
  cancelImport,
  claimImport,
  findAbandonedPreviews,
  finishImport,
  insertReport,
  listNeededUploads,
  releaseImport,
  storeProgress,
  type StoredImport,
} from './imports.queries.ts';
import { findUpload, removeLeftOvers, removeUpload } from './uploads.ts';

/** A worker that says nothing for this long is dead, and another may take its import over. */
const LEASE_SECONDS = 60;
/** How often a worker looks for imports that were started in another process, or whose worker died. */
const LOOK_EVERY_MILLISECONDS = 2000;
/** Files that nobody started to import are discarded after this. */
const PREVIEW_KEPT_HOURS = 7 * 24;
/** How often files are looked for that nobody needs any more. */
const LEFT_OVERS_EVERY_HOURS = 1;

/** Runs imports in the background of one process, one at a time. */
export interface ImportWorker {
  /** Begins to look for imports now and then. */
  begin: () => void;
  /** Looks now; resolves when nothing is left to do. */
  wake: () => Promise<void>;
  /** Stops after the batch under way; the import goes on with the next start. */
  close: () => Promise<void>;
}

/** Makes the worker of a process. */
export function createImportWorker(context: JobContext): ImportWorker {
  const owner = randomUUID();
  let isClosing = false;
  let working: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const lease = () => {
    const now = context.clock();
    return { owner, now: toTimestamp(now), until: toTimestamp(now.add({ seconds: LEASE_SECONDS })) };
  };

  let tidyAgainAt = -Infinity;
  const tidy = async () => {
    const now = context.clock();
    if (now.epochMilliseconds < tidyAgainAt) return;
    tidyAgainAt = now.add({ hours: LEFT_OVERS_EVERY_HOURS }).epochMilliseconds;
    await removeLeftOvers(context, await listNeededUploads(context.db));
  };

  const work = async () => {
    await discardAbandoned(context);
    await tidy();
    while (!isClosing) {
      const next = await claimImport(context.db, lease());
      if (next === undefined) return;
      await run(next);
    }
  };

  const run = async (job: StoredImport) => {
    const { db, clock, log, audit } = context;
    const { id, input, progress } = job;
    const finish = (status: 'done' | 'failed', error: string | null) =>
      finishImport(db, id, owner, { status, error, now: toTimestamp(clock()) });
    try {
      const path = await findUpload(context, input, async () => {
        const isStillOurs = await storeProgress(db, id, progress ?? emptyProgress(input.size), lease());
        if (!isStillOurs || isClosing) throw new ImportStopped();
      });
      const plan = await planReading(path, input.choices);
      const { itemDefaults } = input.choices;
      const done = await runImport(context, {
        path,
        plan,
        itemDefaults: itemDefaults === undefined ? undefined : { location: null, ...itemDefaults },
        from: progress ?? undefined,
        onBatch: async (trx, now, report) => {
          if (isClosing || !(await storeProgress(trx, id, now, lease()))) throw new ImportStopped();
          await insertReport(trx, id, report);
        },
      });
      await finish('done', null);
      await audit(db, SYSTEM, { action: 'import.finish', entity: 'import', entityId: id, after: done });
      await removeUpload(context, input.storedAs);
    } catch (error) {
      if (error instanceof ImportStopped || isTransient(error)) {
        await releaseImport(db, id, owner);
        if (error instanceof ImportStopped) return;
        throw error;
      }
      // The last stop of a job: nobody waits for it, so the reason goes into the job, where the library sees it.
      log.error({ err: error, importId: id }, 'import failed');
      const isGone = error instanceof Problem && error.code === 'upload_gone';
      await finish('failed', isGone ? 'The uploaded file is gone.' : (error as Error).message.slice(0, 500));
      await removeUpload(context, input.storedAs);
    }
  };

  // What is queued while the worker is about to find nothing must not wait for the next look.
  let isAskedAgain = false;
  const round = async () => {
    do {
      isAskedAgain = false;
      await work();
    } while (isAskedAgain && !isClosing);
  };
  const wake = async () => {
    isAskedAgain = true;
    working ??= round().finally(() => (working = undefined));
    await working;
  };
  const wakeQuietly = () => {
    wake().catch((error: unknown) => context.log.error({ err: error }, 'imports cannot be looked for'));
  };

  return {
    wake,
    begin: () => {
      wakeQuietly();
      timer = setInterval(wakeQuietly, LOOK_EVERY_MILLISECONDS).unref();
    },
    close: async () => {
      isClosing = true;
      clearInterval(timer);
      // Its failure was logged where it happened.
      await working?.catch(() => {});
    },
  };
}

async function discardAbandoned(context: JobContext): Promise<void> {
  const { db, clock } = context;
  const now = clock();
  for (const { id, input } of await findAbandonedPreviews(
    db,
    toTimestamp(now.subtract({ hours: PREVIEW_KEPT_HOURS })),
  )) {
    await cancelImport(db, id, toTimestamp(now));
    await removeUpload(context, input.storedAs);
  }
}
