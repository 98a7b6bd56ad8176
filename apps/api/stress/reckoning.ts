import { checkAccountInvariants } from '../src/accounts/accounts.invariants.ts';
import { checkCirculationInvariants } from '../src/circulation/invariants.ts';
import { checkPatronInvariants } from '../src/patrons/patrons.invariants.ts';
import type { Db } from '../src/platform/database/database.ts';
import type { DeskDiary } from './desk.ts';
import { countRows, listDeeds } from './reckoning.queries.ts';

const DEEDS = [
  'loan.checkout',
  'loan.renew',
  'loan.return',
  'item.return',
  'loan.checkout.undo',
  'loan.return.undo',
  'loan.renew.undo',
  'hold.place',
  'hold.cancel',
  'hold.change',
  'account.charge',
  'account.payment',
  'account.waiver',
  'account.refund',
  'account.void',
  'job.request',
] as const;
type Deed = (typeof DEEDS)[number];

/** The state before the desks opened. */
export type Rows = Awaited<ReturnType<typeof countRows>>;

/**
 * Holds what the desks were told against what the database has: every deed that was answered with success stands in the
 * audit log once, in the order in which its desk did it, and nothing else does; the rows are as many as the deeds make;
 * and every invariant of `biblio doctor` is true. Answers what is wrong, in sentences; nothing when all is well.
 */
export async function reckon(db: Db, diaries: readonly DeskDiary[], before: Rows): Promise<string[]> {
  const faults = diaries.flatMap(({ faults }) => faults);
  const deeds = await listDeeds(db, DEEDS);
  for (const { staffId, acknowledged } of diaries) {
    const written = deeds.filter((deed) => deed.staffId === staffId);
    const length = Math.max(written.length, acknowledged.length);
    for (let at = 0; at < length; at += 1) {
      const was = written[at];
      const told = acknowledged[at];
      if (was !== undefined && told !== undefined && isSame(was, told)) continue;
      faults.push(`Desk ${staffId}, deed ${at}: told ${JSON.stringify(told)}, written ${JSON.stringify(was)}`);
      break;
    }
  }
  faults.push(
    ...(await compareRows(
      db,
      deeds.map(({ action }) => action as Deed),
      before,
    )),
  );
  const findings = [
    ...(await checkCirculationInvariants(db)),
    ...(await checkAccountInvariants(db)),
    ...(await checkPatronInvariants(db)),
  ];
  return [...faults, ...findings.map(({ code, params }) => `${code} ${JSON.stringify(params)}`)];
}

/** What a restored database has of what the desks were told, when it stands at a moment before the end. */
export interface Kept {
  /** Deeds that were acknowledged, and of these those that are gone with the time after the moment. */
  acknowledged: number;
  gone: number;
  faults: string[];
}

/**
 * Holds what the desks were told against a database that was restored to a moment: of each desk's deeds it has the first,
 * without a hole, at least all that were acknowledged before the moment, and at most one more than the desk was told of.
 */
export async function reckonRestored(db: Db, diaries: readonly DeskDiary[], moment: string): Promise<Kept> {
  const kept: Kept = { acknowledged: 0, gone: 0, faults: diaries.flatMap(({ faults }) => faults) };
  const deeds = await listDeeds(db, DEEDS);
  for (const { staffId, acknowledged } of diaries) {
    const written = deeds.filter((deed) => deed.staffId === staffId);
    const due = acknowledged.filter(({ at }) => at < Date.parse(moment)).length;
    kept.acknowledged += acknowledged.length;
    kept.gone += Math.max(0, acknowledged.length - written.length);
    if (written.length < due)
      kept.faults.push(`Desk ${staffId}: ${due} deeds before ${moment}, ${written.length} kept`);
    if (written.length > acknowledged.length + 1)
      kept.faults.push(`Desk ${staffId}: ${written.length} deeds, told of fewer`);
    for (const [at, was] of written.entries()) {
      const told = acknowledged[at];
      if (told === undefined || isSame(was, told)) continue;
      kept.faults.push(`Desk ${staffId}, deed ${at}: told ${JSON.stringify(told)}, written ${JSON.stringify(was)}`);
      break;
    }
  }
  return kept;
}

function isSame(was: Awaited<ReturnType<typeof listDeeds>>[number], told: DeskDiary['acknowledged'][number]): boolean {
  return told.actions.includes(was.action) && (told.entityId === null || told.entityId === was.entityId);
}

async function compareRows(db: Db, deeds: readonly Deed[], before: Rows): Promise<string[]> {
  const times = (deed: Deed) => deeds.filter((one) => one === deed).length;
  const after = await countRows(db);
  const expected = {
    loans: before.loans + times('loan.checkout') - times('loan.checkout.undo'),
    open:
      before.open +
      times('loan.checkout') -
      times('loan.checkout.undo') -
      times('loan.return') +
      times('loan.return.undo'),
    holds: before.holds + times('hold.place'),
    manualCharges: before.manualCharges + times('account.charge'),
    payments: before.payments + times('account.payment') + times('account.refund') + times('account.void'),
  };
  return Object.entries(expected).flatMap(([name, count]) => {
    const is = after[name as keyof typeof expected];
    return is === count ? [] : [`${name}: the deeds make ${count}, the database has ${is}`];
  });
}
