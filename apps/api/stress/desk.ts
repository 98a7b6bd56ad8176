import { setTimeout as pause } from 'node:timers/promises';
import { createRandom, type Random } from '../src/sample/random.ts';
import type { Scenery, Worker } from './scenery.ts';
import type { Server } from './server.ts';

/** A change that was answered with success, as the audit log must have it. */
export interface Acknowledged {
  /** What the audit log may call it. */
  actions: readonly string[];
  /** The entity of the entry; `null` when the answer was lost with the process and only its effect is known. */
  entityId: number | null;
}

/** What a desk has done. */
export interface DeskDiary {
  staffId: number;
  acknowledged: Acknowledged[];
  refused: number;
  /** Requests that had to be sent again because the process died under them. */
  retried: number;
  /** Effects that were committed by a process that died before it answered. */
  answersLost: number;
  /** Answers that no desk should ever get. */
  faults: string[];
}

interface Errand {
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  body?: object;
  actions: readonly string[];
  /** Reads the entity of the audit entry out of the answer, and remembers what later errands may go on with. */
  entityOf: (answer: Answer) => number;
}

interface Answer {
  loan?: { id: number } | null;
  item?: { id: number };
  id?: number;
  lines?: { id: number; kind: string }[];
}

/** Every refusal that a checkout may be given over: an administrator overrides whatever can be overridden. */
const OVERRIDES = ['debt', 'too_many_loans', 'on_hold', 'overdue_loans', 'second_copy', 'too_many', 'overdue'];
/** Loans, holds and charges of its own that a desk keeps in mind. */
const REMEMBERED = 12;

/**
 * Works at a desk until `isOver` says so: one errand after the other, drawn from the desk's own stream of chance. A request
 * that the network loses is sent again with its Idempotency-Key until it is answered.
 */
export async function workAtDesk(
  server: Server,
  worker: Worker,
  scenery: Scenery,
  { seed, isOver }: { seed: number; isOver: (done: number) => boolean },
): Promise<DeskDiary> {
  const random = createRandom(seed);
  const diary: DeskDiary = {
    staffId: worker.staffId,
    acknowledged: [],
    refused: 0,
    retried: 0,
    answersLost: 0,
    faults: [],
  };
  const memory = {
    loans: [] as number[],
    holds: [] as number[],
    charges: [] as { patronId: number; lineId: number }[],
  };
  for (let done = 0; !isOver(done); done += 1) {
    const errand = drawErrand(random, scenery, worker, memory);
    const { status, body } = await send(server, worker, errand, `desk-${worker.staffId}-errand-${done}`, diary);
    if (status === 409 && body.code === 'idempotency_answer_lost') {
      diary.answersLost += 1;
      diary.acknowledged.push({ actions: errand.actions, entityId: null });
    } else if (status >= 500 || status === 400 || status === 401 || status === 403) {
      diary.faults.push(`${errand.method} ${errand.path}: ${status} ${JSON.stringify(body)}`);
    } else if (status >= 400) {
      diary.refused += 1;
    } else {
      diary.acknowledged.push({ actions: errand.actions, entityId: errand.entityOf(body) });
    }
  }
  return diary;
}

interface Memory {
  loans: number[];
  holds: number[];
  charges: { patronId: number; lineId: number }[];
}

function drawErrand(random: Random, scenery: Scenery, worker: Worker, memory: Memory): Errand {
  const patronId = random.pick(scenery.patronIds);
  const barcode = random.pick(scenery.barcodes);
  const recordId = random.pick(scenery.recordIds);
  const branchId = random.hasChance(0.9) ? worker.branchId : random.pick(scenery.branchIds);
  const override = random.hasChance(0.5) ? { overrides: OVERRIDES, overrideComment: 'stress' } : {};
  const keep = <T>(list: T[], value: T) => {
    list.push(value);
    if (list.length > REMEMBERED) list.shift();
  };
  const loanOf = (answer: Answer) => {
    keep(memory.loans, answer.loan!.id);
    return answer.loan!.id;
  };
  const holdOf = (answer: Answer) => {
    keep(memory.holds, answer.id!);
    return answer.id!;
  };
  const checkout = (): Errand => ({
    method: 'POST',
    path: '/circulation/checkouts',
    body: { patronId, barcode, branchId, ...override },
    actions: ['loan.checkout', 'loan.renew'],
    entityOf: loanOf,
  });
  const take = (): Errand => ({
    method: 'POST',
    path: '/circulation/returns',
    body: { barcode, branchId },
    actions: ['loan.return', 'item.return'],
    entityOf: (answer) => (answer.loan == null ? answer.item!.id : loanOf(answer)),
  });
  const onLoan = (errand: (loanId: number) => Errand) =>
    memory.loans.length === 0 ? checkout() : errand(random.pick(memory.loans));
  const place = (): Errand => ({
    method: 'POST',
    path: '/holds',
    body: { recordId, patronId, pickupBranchId: random.pick(scenery.branchIds) },
    actions: ['hold.place'],
    entityOf: holdOf,
  });
  const onHold = (errand: (holdId: number) => Errand) =>
    memory.holds.length === 0 ? place() : errand(random.pick(memory.holds));
  const account = (change: string, id: number, body: object): Errand => ({
    method: 'POST',
    path: `/patrons/${id}/${change}s`,
    body,
    actions: [`account.${change}`],
    entityOf: (answer) => {
      for (const { id: lineId, kind } of answer.lines ?? [])
        if (kind === 'manual') keep(memory.charges, { patronId: id, lineId });
      return id;
    },
  });
  const charge = () => account('charge', patronId, { amount: random.integer(50, 900), note: 'stress' });

  const draws: [number, () => Errand][] = [
    [28, checkout],
    [26, take],
    [
      9,
      () =>
        onLoan((id) => ({
          method: 'POST',
          path: `/loans/${id}/renew`,
          body: override,
          actions: ['loan.renew'],
          entityOf: loanOf,
        })),
    ],
    [
      6,
      () =>
        onLoan((loanId) => {
          const action = random.pick(['checkout', 'return', 'renew']);
          return {
            method: 'POST',
            path: '/circulation/undo',
            body: { action, loanId },
            actions: [`loan.${action}.undo`],
            entityOf: () => loanId,
          };
        }),
    ],
    [11, place],
    [
      4,
      () => onHold((id) => ({ method: 'DELETE', path: `/holds/${id}`, actions: ['hold.cancel'], entityOf: () => id })),
    ],
    [
      3,
      () =>
        onHold((id) => ({
          method: 'PATCH',
          path: `/holds/${id}`,
          body: { isSuspended: random.hasChance(0.5) },
          actions: ['hold.change'],
          entityOf: () => id,
        })),
    ],
    [
      3,
      () =>
        onHold((id) => ({
          method: 'PATCH',
          path: `/holds/${id}`,
          body: { pickupBranchId: random.pick(scenery.branchIds) },
          actions: ['hold.change'],
          entityOf: () => id,
        })),
    ],
    [3, charge],
    [5, () => account('payment', patronId, { amount: random.integer(1, 400) })],
    [
      2,
      () => {
        const known = memory.charges.at(-1);
        return known === undefined
          ? charge()
          : account('waiver', known.patronId, { lineId: known.lineId, amount: random.integer(1, 300), note: 'stress' });
      },
    ],
  ];
  return draws[random.weighted(draws.map(([weight]) => weight))]![1]();
}

/** Sends one change until there is an answer, whatever happens to the process behind it. */
async function send(
  server: Server,
  { token }: Worker,
  { method, path, body }: Errand,
  key: string,
  diary: DeskDiary,
): Promise<{ status: number; body: Answer & { code?: string } }> {
  for (;;) {
    try {
      const answer = await fetch(server.url + path, {
        method,
        headers: {
          cookie: `biblio_session=${token}`,
          'idempotency-key': key,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      const text = await answer.text();
      const parsed = (text === '' ? {} : JSON.parse(text)) as Answer & { code?: string };
      if (answer.status !== 409 || parsed.code !== 'idempotency_key_in_use')
        return { status: answer.status, body: parsed };
      await pause(20);
    } catch (error) {
      // The connection broke: the process was killed. Anything else is a fault of this program.
      if (!(error instanceof TypeError) && !(error instanceof SyntaxError)) throw error;
      diary.retried += 1;
      await pause(5);
      await server.isUp();
    }
  }
}
