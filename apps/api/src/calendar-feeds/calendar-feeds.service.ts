import { lockAccount } from '../accounts/accounts.queries.ts';
import { listBranches } from '../branches/branches.queries.ts';
import { listHolds } from '../circulation/holds.queries.ts';
import { listLoans } from '../circulation/loans.queries.ts';
import { NOT_ASKED_FOR } from '../notices/notice-kinds.ts';
import type { Actor } from '../platform/auth/actor.ts';
import { hashToken, makeToken } from '../platform/auth/tokens.ts';
import { toTimestamp } from '../platform/clock.ts';
import type { AppContext } from '../platform/context.ts';
import { inTransaction } from '../platform/database/database.ts';
import { problem } from '../platform/errors.ts';
import { readSettings } from '../platform/settings.queries.ts';
import * as queries from './calendar-feeds.queries.ts';
import type { NewCalendarFeed } from './calendar-feeds.schema.ts';

type ChangeContext = Pick<AppContext, 'db' | 'clock' | 'audit'>;

/** More than anybody has at home, and enough to keep one answer small. */
const MOST_EVENTS = 500;

/**
 * Gives a reader a feed at a new secret address. The address of before, if there was one, is not answered any more.
 *
 * @throws Problem `not_found` when the reader is gone.
 */
export function createFeed(
  { db, clock, audit }: ChangeContext,
  actor: Actor,
  patronId: number,
): Promise<NewCalendarFeed> {
  const token = makeToken();
  return inTransaction(db, async (trx) => {
    // Two windows of one reader take turns.
    if (!(await lockAccount(trx, patronId))) throw problem('not_found');
    const before = await queries.findFeed(trx, patronId);
    if (before !== undefined) await queries.deleteFeed(trx, before.id);
    const createdAt = toTimestamp(clock());
    await queries.insertFeed(trx, { patronId, tokenHash: hashToken(token), createdAt });
    const action = before === undefined ? 'calendar_feed.create' : 'calendar_feed.renew';
    await audit(trx, actor, { action, entity: 'patron', entityId: patronId });
    return { createdAt, path: `/api/v1/calendar-feeds/${token}.ics` };
  });
}

/** Takes a reader's feed away. @throws Problem `not_found` where there is none. */
export function revokeFeed({ db, audit }: ChangeContext, actor: Actor, patronId: number): Promise<void> {
  return inTransaction(db, async (trx) => {
    const feed = await queries.findFeed(trx, patronId);
    if (feed === undefined) throw problem('not_found');
    await queries.deleteFeed(trx, feed.id);
    await audit(trx, actor, { action: 'calendar_feed.revoke', entity: 'patron', entityId: patronId });
  });
}

/**
 * Writes the calendar of the reader whose feed has a secret: what they have to bring back, and what they can fetch.
 *
 * @throws Problem `not_found` for a secret that nobody has.
 */
export async function readFeed(
  { db, clock, config }: Pick<AppContext, 'db' | 'clock' | 'config'>,
  token: string,
): Promise<string> {
  const reader = await queries.findReaderOfFeed(db, hashToken(token));
  if (reader === undefined) throw problem('not_found');
  const { patronId, language } = reader;
  const now = clock();
  const branches = new Map((await listBranches(db)).map((branch) => [branch.id, branch]));
  const loans = await listLoans(db, { status: 'open', patronId }, { now: toTimestamp(now), limit: MOST_EVENTS });
  const holds = await listHolds(db, { status: 'ready', patronId }, { limit: MOST_EVENTS });
  const { publicUrl } = config;
  // Most processes never write a feed, and need not keep what writes it.
  const { writeFeed } = await import('./calendar-feed.ts');
  return writeFeed({
    language,
    libraryName: (await readSettings(db)).libraryName,
    host: publicUrl === null ? 'biblio-pro' : new URL(publicUrl).host,
    accountUrl: publicUrl === null ? null : `${publicUrl}/account`,
    loans: loans
      .filter(({ item }) => !NOT_ASKED_FOR.has(item.status))
      .map((loan) => ({ ...loan, title: loan.record.title, branch: branches.get(loan.branchId)! })),
    holds: holds.flatMap(({ readyAt, pickupUntil, ...hold }) =>
      readyAt === null || pickupUntil === null
        ? []
        : [{ ...hold, readyAt, pickupUntil, title: hold.record.title, branch: branches.get(hold.pickupBranchId)! }],
    ),
    now,
  });
}
