import { randomUUID } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import { countRefusedAttempts, listRefusedAttempts } from '../circulation/refused-attempts.queries.ts';
import { toTimestamp } from '../platform/clock.ts';
import type { AppContext } from '../platform/context.ts';
import { readSettings } from '../platform/settings.queries.ts';
import { Comparison } from './comparison.ts';
import { countLoansSince } from './past.queries.ts';
import { readPastLoans } from './past.ts';
import type { RehearsalDraft, RehearsalReport } from './rehearsal.schema.ts';
import * as queries from './rehearsals.queries.ts';
import { replayAttempt, replayLoan } from './replay.ts';
import { applyDraft, openRuleBook } from './rules.ts';

/** A process that says nothing for this long is dead, and another may begin its rehearsal anew. */
const LEASE_SECONDS = 60;
/** How often a process looks for rehearsals that were asked for in another, or whose process died. */
const LOOK_EVERY_MILLISECONDS = 2000;
/** How far back a rehearsal looks. */
export const REHEARSED_DAYS = 365;
/** Decisions after which other work gets its turn. */
const BREATH = 4;
const ATTEMPTS = 200;

type Context = Pick<AppContext, 'db' | 'clock' | 'log'>;

/** Runs rehearsals in the background of one process, one at a time. */
export interface RehearsalRunner {
  begin: () => void;
  /** Looks now; resolves when nothing is left to do. */
  wake: () => Promise<void>;
  /** Stops soon; what was under way begins anew with the next start. */
  close: () => Promise<void>;
}

export function createRehearsalRunner(context: Context): RehearsalRunner {
  const owner = randomUUID();
  let isClosing = false;
  let working: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const lease = () => {
    const now = context.clock();
    return { owner, now: toTimestamp(now), until: toTimestamp(now.add({ seconds: LEASE_SECONDS })) };
  };

  const run = async (id: number) => {
    const rehearsal = (await queries.findRehearsal(context.db, id))!;
    try {
      const report = await rehearse(context, rehearsal.draft, async (progress) => {
        const isOurs = await queries.storeProgress(context.db, id, lease(), progress);
        return isOurs && !isClosing;
      });
      if (report !== null) await queries.finishRehearsal(context.db, id, lease(), { report });
    } catch (error) {
      // Staff see it with the rehearsal, and may run it again; nothing else is touched by a rehearsal.
      context.log.error({ err: error, rehearsalId: id }, 'a rehearsal failed');
      const text = error instanceof Error ? error.message : String(error);
      await queries.finishRehearsal(context.db, id, lease(), { error: text });
    }
  };

  const work = async () => {
    while (!isClosing) {
      const id = await queries.claimRehearsal(context.db, lease());
      if (id === undefined) return;
      await run(id);
    }
  };

  const wake = async (): Promise<void> => {
    // Asked again while at work: look once more after it, because what was asked for may have come too late for it.
    if (working !== undefined) return working.then(wake);
    working = work().finally(() => (working = undefined));
    return working;
  };
  const look = () =>
    void wake().catch((error: unknown) => context.log.error({ err: error }, 'looking for rehearsals failed'));

  return {
    begin: () => {
      timer = setInterval(look, LOOK_EVERY_MILLISECONDS).unref();
      look();
    },
    wake,
    close: async () => {
      isClosing = true;
      clearInterval(timer);
      await working;
    },
  };
}

/**
 * Lives the last twelve months again, once under the published rules and once with the draft's changes, and answers the
 * difference. Both sides are replayed from the same facts, so that what the facts do not say (a note at the desk, a
 * restriction long gone) weighs the same on both. Only reads.
 *
 * @param onProgress is told how far it is; its `false` stops the run, which then answers `null`.
 */
export async function rehearse(
  { db, clock }: Pick<AppContext, 'db' | 'clock'>,
  draft: RehearsalDraft,
  onProgress: (progress: { done: number; total: number }) => Promise<boolean>,
): Promise<RehearsalReport | null> {
  const now = clock();
  const since = toTimestamp(now.subtract({ hours: REHEARSED_DAYS * 24 }));
  const published = await queries.readRules(db, await readSettings(db));
  const before = openRuleBook(published);
  const after = openRuleBook(applyDraft(published, draft));
  const comparison = new Comparison({ from: since, to: toTimestamp(now) });
  const total = (await countLoansSince(db, since)) + (await countRefusedAttempts(db, since));
  let done = 0;
  const decided = async () => {
    done += 1;
    if (done % BREATH === 0) await breathe();
  };
  for await (const stories of readPastLoans(db, since)) {
    for (const story of stories) {
      comparison.addLoan(story, replayLoan(story, before), replayLoan(story, after));
      await decided();
    }
    if (!(await onProgress({ done, total }))) return null;
  }
  for (let last = 0; ;) {
    const attempts = await listRefusedAttempts(db, { since, after: last, limit: ATTEMPTS });
    if (attempts.length === 0) break;
    for (const attempt of attempts) {
      const { at, branchId, patronCategoryId, itemTypeId } = attempt;
      comparison.addAttempt(
        { at, branchId, patronCategoryId, itemTypeId },
        replayAttempt(attempt, before),
        replayAttempt(attempt, after),
      );
      await decided();
    }
    last = attempts.at(-1)!.id;
    if (!(await onProgress({ done, total }))) return null;
  }
  await onProgress({ done, total: done });
  return comparison.report();
}
