import { closeCashDay, readCashDay } from '../cash/cash.service.ts';
import { readRules } from '../circulation/library-rules.queries.ts';
import { computeLostCharge } from '../circulation/lost-charge.ts';
import { findBorrower } from '../circulation/borrowers.queries.ts';
import type { Refusal } from '../circulation/shapes.schema.ts';
import { placeHold } from '../circulation/hold-placing.service.ts';
import { cancelHold } from '../circulation/holds.service.ts';
import { findItem, updateItemPlace } from '../circulation/items.queries.ts';
import { insertLine } from '../circulation/loan-charges.queries.ts';
import { checkOut } from '../circulation/loans.service.ts';
import type { CheckoutInput, Loan, ReturnAnswer } from '../circulation/loans.schema.ts';
import { policiesFor } from '../circulation/policies.service.ts';
import { renewLoan } from '../circulation/renewals.service.ts';
import { returnItem } from '../circulation/returns.service.ts';
import { chargeByHand, takePayment, waiveCharge } from '../accounts/accounts.service.ts';
import type { Actor } from '../platform/auth/actor.ts';
import { toTimestamp } from '../platform/clock.ts';
import { inTransaction } from '../platform/database/database.ts';
import { Problem, type ErrorCode } from '../platform/errors.ts';
import { dayOf, plan, someoneAt, type Copy, type OpenHold, type Reader, type Story, type Title } from './story.ts';
import type { BranchCode } from './town.ts';

/** A loan as the story follows it until it ends. */
export interface StoryLoan {
  id: number;
  reader: Reader;
  copy: Copy;
  branch: BranchCode;
  dueDay: number;
}

/** Lends a copy at a desk. A librarian sometimes overrides what may be overridden. Answers the refusals or the loan. */
export async function lend(
  story: Story,
  reader: Reader,
  copy: Copy,
  branch: BranchCode,
): Promise<{ loan: StoryLoan } | { refusals: Refusal[] }> {
  const input: CheckoutInput = {
    patronId: reader.id,
    barcode: copy.barcode,
    branchId: story.town.branches[branch],
  };
  const answer = await refusable('checkout_refused', () => checkOut(story.context, someoneAt(story, branch), input));
  if (!('refusals' in answer)) return { loan: begin(story, reader, copy, branch, answer.loan) };
  const { refusals } = answer;
  const librarian = story.town.desk[branch].find(({ permissions }) => permissions.has('circulation.override'));
  if (librarian === undefined || refusals.some(({ severity }) => severity !== 'override')) return { refusals };
  if (!story.random.hasChance(0.25)) return { refusals };
  const overrides = refusals.map(({ code }) => code);
  const overridden = await checkOut(story.context, librarian, {
    ...input,
    overrides,
    overrideComment: 'Vu au comptoir',
  });
  return { loan: begin(story, reader, copy, branch, overridden.loan) };
}

function begin(story: Story, reader: Reader, copy: Copy, branch: BranchCode, loan: Loan): StoryLoan {
  Object.assign(copy, { place: 'on_loan', at: branch });
  for (const hold of story.holds.values()) {
    if (hold.reader !== reader || hold.title !== copy.title) continue;
    forgetHold(story, hold);
    break;
  }
  reader.known.add(copy.title.recordId);
  story.loanCount += 1;
  return { id: loan.id, reader, copy, branch, dueDay: dayOf(story, loan.dueAt) };
}

/** Renews a loan: more often by the reader from home than at the desk. Answers whether it was allowed. */
export async function renew(story: Story, loan: StoryLoan): Promise<boolean> {
  const actor = story.random.hasChance(0.6) ? loan.reader.actor : someoneAt(story, loan.branch);
  const answer = await refusable('renewal_refused', () => renewLoan(story.context, actor, { loanId: loan.id }));
  if ('refusals' in answer) return false;
  loan.dueDay = dayOf(story, answer.loan.dueAt);
  return true;
}

/** Takes a lent copy back. */
export async function bringBack(story: Story, loan: StoryLoan, branch: BranchCode): Promise<void> {
  const { reader, copy } = loan;
  const answer = await scan(story, copy, branch);
  reader.balance += answer.charge?.amount ?? 0;
  if (answer.charge !== null && story.random.hasChance(0.04)) await waive(story, reader, answer.charge);
}

/** Scans a copy at a desk as returned, on loan or not, and follows where it goes. */
export async function scan(story: Story, copy: Copy, branch: BranchCode): Promise<ReturnAnswer> {
  const input = { barcode: copy.barcode, branchId: story.town.branches[branch] };
  const answer = await returnItem(story.context, someoneAt(story, branch), input);
  const hold = answer.hold === null ? undefined : story.holds.get(answer.hold.id);
  if (hold !== undefined) {
    hold.title.waiting.delete(hold.id);
    hold.copy = copy;
  }
  copy.at = answer.transitTo === null ? branch : story.codes.get(answer.transitTo)!;
  if (answer.transitTo !== null) {
    copy.place = 'moving';
    copy.arrivesOn = story.day + story.random.integer(1, 3);
  } else if (hold !== undefined) {
    copy.place = 'hold_shelf';
    awaitPickup(story, hold, copy);
  } else {
    copy.place = 'shelf';
  }
  return answer;
}

/** Most readers fetch what is ready within a few days, some too late, some never. */
function awaitPickup(story: Story, hold: OpenHold, copy: Copy): void {
  const { random } = story;
  const isNearEnd = story.day > story.days.length - 9;
  if (random.hasChance(isNearEnd ? 0.4 : 0.04)) return;
  plan(story, hold.pickup, story.day + random.integer(1, 7), async () => {
    if (!story.holds.has(hold.id) || copy.place !== 'hold_shelf') return;
    const lent = await lend(story, hold.reader, copy, hold.pickup);
    if ('loan' in lent) expect(story, lent.loan);
  });
}

/** Plans how a loan goes on: back in time, renewed, late, very late or never. */
export function expect(story: Story, loan: StoryLoan): void {
  const { random, day } = story;
  const { reader, copy } = loan;
  const period = Math.max(1, loan.dueDay - day);
  const luck = random.next();
  const back = random.hasChance(0.85) ? loan.branch : reader.branch;
  if (luck < 0.74) {
    const after = Math.ceil(period * (0.35 + 0.65 * random.next()));
    plan(story, back, day + after, () => bringBack(story, loan, back));
  } else if (luck < 0.9) {
    plan(story, loan.branch, day + Math.max(1, period - random.integer(0, 3)), async () => {
      if (await renew(story, loan)) expect(story, loan);
      else plan(story, back, story.day + random.integer(1, 6), () => bringBack(story, loan, back));
    });
  } else if (luck < 0.975) {
    const late = Math.ceil(random.integer(1, 9) * reader.lateness);
    plan(story, back, loan.dueDay + late, () => bringBack(story, loan, back));
  } else if (luck < 0.9985) {
    plan(story, back, loan.dueDay + random.integer(10, 50), () => bringBack(story, loan, back));
  } else {
    plan(story, loan.branch, loan.dueDay + 91, () => declareLost(story, loan, copy));
  }
}

/** Asks for a title to be kept, by the reader from home or at the desk. */
export async function askFor(story: Story, reader: Reader, title: Title, pickup: BranchCode): Promise<void> {
  const isAtDesk = story.random.hasChance(0.4);
  const actor = isAtDesk ? someoneAt(story, pickup) : reader.actor;
  const input = {
    recordId: title.recordId,
    pickupBranchId: story.town.branches[pickup],
    ...(isAtDesk ? { patronId: reader.id } : {}),
  };
  const answer = await refusable('hold_refused', () => placeHold(story.context, actor, input));
  if ('refusals' in answer) return;
  reader.known.add(title.recordId);
  const hold: OpenHold = { id: answer.id, reader, title, pickup, copy: null };
  story.holds.set(hold.id, hold);
  title.waiting.add(hold.id);
  if (!story.random.hasChance(0.07)) return;
  plan(story, pickup, story.day + story.random.integer(2, 15), async () => {
    if (!title.waiting.has(hold.id)) return;
    await cancelHold(story.context, reader.actor, { holdId: hold.id });
    forgetHold(story, hold);
  });
}

export function forgetHold(story: Story, hold: OpenHold): void {
  story.holds.delete(hold.id);
  hold.title.waiting.delete(hold.id);
}

/** Pays what is owed: mostly all of it, sometimes a part. */
export async function pay(story: Story, reader: Reader, branch: BranchCode): Promise<void> {
  const part =
    reader.balance > 300 && story.random.hasChance(0.3) ? Math.floor(reader.balance / 200) * 100 : reader.balance;
  const method = story.random.pick(['cash', 'cash', 'card', 'cheque'] as const);
  const input = { amount: part, method, branchId: story.town.branches[branch] };
  const account = await takePayment(story.context, someoneAt(story, branch), reader.id, input);
  reader.balance = account.balance;
}

/** Counts the till at the end of a day on which money moved. Now and then a coin is missing. */
export async function closeTill(story: Story, branch: BranchCode): Promise<void> {
  const branchId = story.town.branches[branch];
  const day = story.days[story.day]!.text;
  const { methods, version } = await readCashDay(story.context, branchId, day);
  if (version === 0) return;
  const missing = story.day % 23 === 0 ? 20 : 0;
  const counted = Object.fromEntries(
    methods
      .filter(({ payments }) => payments.count > 0)
      .map(({ method, net }) => [method, method === 'cash' ? net - missing : net]),
  );
  await closeCashDay(story.context, story.town.desk[branch][0]!, day, { branchId, counted }, () => {});
}

/** Charges something small by hand. */
export async function charge(story: Story, reader: Reader, branch: BranchCode): Promise<void> {
  const librarian = story.town.desk[branch].find(({ permissions }) => permissions.has('accounts.charge'))!;
  const note = reader.language === 'fr' ? 'Boîtier de DVD à remplacer' : 'DVD case to replace';
  const input = { amount: 150, reason: 'damage', note } as const;
  reader.balance = (await chargeByHand(story.context, librarian, reader.id, input)).balance;
}

async function waive(story: Story, reader: Reader, late: { id: number; amount: number }): Promise<void> {
  const librarian = story.town.desk.COLETTE.find(({ permissions }) => permissions.has('accounts.waive'))!;
  const note = story.random.pick(['Réseau de bus en grève', 'Hospitalisation, justificatif vu', 'First time late']);
  const input = { lineId: late.id, amount: late.amount, note };
  reader.balance = (await waiveCharge(story.context, librarian, reader.id, input)).balance;
}

/** Gives a copy up as lost: its reader owes the price and the fee. */
async function declareLost(story: Story, loan: StoryLoan, copy: Copy): Promise<void> {
  const { context } = story;
  const actor: Actor = someoneAt(story, loan.branch);
  const branchId = story.town.branches[loan.branch];
  copy.place = 'away';
  await inTransaction(context.db, async (trx) => {
    const item = (await findItem(trx, copy.id))!;
    const patron = (await findBorrower(trx, loan.reader.id))!;
    const { values } = policiesFor(await readRules(trx), { deskBranchId: branchId, patron, item });
    const { amount } = computeLostCharge(values, item.price);
    await updateItemPlace(trx, item.id, { ...item, status: 'lost' });
    const line = { patronId: patron.id, loanId: loan.id, branchId, staffId: actor.id, appliesToId: null, note: null };
    await insertLine(trx, { ...line, kind: 'lost', amount, createdAt: toTimestamp(context.clock()) });
    const entry = { action: 'item.declare_lost', entity: 'item', entityId: item.id, branchId };
    await context.audit(trx, actor, { ...entry, before: { status: item.status }, after: { status: 'lost', amount } });
    loan.reader.balance += amount;
  });
}

/** Runs a use case whose refusal is part of life, and answers the refusals; everything else still goes wrong loudly. */
async function refusable<T>(code: ErrorCode, run: () => Promise<T>): Promise<T | { refusals: Refusal[] }> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Problem && error.code === code) return { refusals: error.extensions.refusals as Refusal[] };
    throw error;
  }
}
