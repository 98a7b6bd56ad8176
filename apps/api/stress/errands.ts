import { JOBS } from '../src/jobs/job-registry.ts';
import type { Random } from '../src/sample/random.ts';
import type { Scenery, Worker } from './scenery.ts';

/** A change that a desk asks for. */
export interface Errand {
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  body?: object;
  actions: readonly string[];
  /** Reads the entity of the audit entry out of the answer, and remembers what later errands may go on with. */
  entityOf: (answer: Answer) => number;
}

/** What errands read out of an answer. */
export interface Answer {
  loan?: { id: number } | null;
  item?: { id: number };
  id?: number;
  lines?: { id: number; kind: string }[];
  payment?: { id: number } | null;
}

/** Every refusal that a checkout may be given over: an administrator overrides whatever can be overridden. */
const OVERRIDES = ['debt', 'too_many_loans', 'on_hold', 'overdue_loans', 'second_copy', 'too_many', 'overdue'];
/** Loans, holds, charges and payments of its own that a desk keeps in mind. */
const REMEMBERED = 12;

/** The jobs run in the server under test, between and during what the desks do. */
const JOB_NAMES = JOBS.map(({ name }) => name);

interface Memory {
  loans: number[];
  holds: number[];
  charges: { patronId: number; lineId: number }[];
  payments: { patronId: number; paymentId: number }[];
}

export function createMemory(): Memory {
  return { loans: [], holds: [], charges: [], payments: [] };
}

/** Draws what the desk does next, mostly with what it has done before. */
export function drawErrand(random: Random, scenery: Scenery, worker: Worker, memory: Memory): Errand {
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
      if (change === 'payment') keep(memory.payments, { patronId: id, paymentId: answer.payment!.id });
      return id;
    },
  });
  const charge = () => account('charge', patronId, { amount: random.integer(50, 900), note: 'stress' });

  const pay = () => account('payment', patronId, { amount: random.integer(1, 400) });
  const onPayment = (errand: (payment: Memory['payments'][number]) => Errand) =>
    memory.payments.length === 0 ? pay() : errand(random.pick(memory.payments));

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
    [5, pay],
    [
      2,
      () =>
        onPayment(({ patronId: id, paymentId }) =>
          account('refund', id, { paymentId, amount: random.integer(1, 200), note: 'stress' }),
        ),
    ],
    [
      2,
      () =>
        onPayment(({ patronId: id, paymentId }) => ({
          method: 'POST',
          path: `/payments/${paymentId}/void`,
          body: { note: 'stress' },
          actions: ['account.void'],
          entityOf: () => id,
        })),
    ],
    [
      1,
      () => ({
        method: 'POST',
        path: `/jobs/${random.pick(JOB_NAMES)}/run`,
        actions: ['job.request'],
        entityOf: (answer) => answer.id!,
      }),
    ],
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
