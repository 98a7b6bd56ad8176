import type { Db } from '../platform/database/database.ts';
import type { Params } from './explanation.ts';
import * as queries from './invariants.queries.ts';
import { listPolicyRows } from './policies.queries.ts';
import { faultOfPolicyValue } from './policy-definitions.ts';

/** Something that must never be, with what it is about. */
export interface Finding {
  code: string;
  params: Params;
}

/** Each invariant of circulation: the code of its breach, and what finds the breaches. */
const CHECKS: Record<string, (db: Db) => Promise<Params[]>> = {
  item_lent_twice: queries.listItemsWithBadOpenLoans,
  loan_ends_before_it_begins: queries.listLoansEndingBeforeTheyBegin,
  hold_queue_misnumbered: queries.listBadQueues,
  hold_item_not_its_own: queries.listBadTraps,
  hold_on_item_and_volume: queries.listHoldsOnItemAndVolume,
  ready_hold_elsewhere: queries.listMisplacedReadyHolds,
  hold_in_transit_elsewhere: queries.listLostInTransit,
  lent_item_in_transit: queries.listLentItemsInTransit,
  charge_overpaid: queries.listOverpaidCharges,
  account_line_misapplied: queries.listMisappliedLines,
  policy_not_valid: listBadPolicies,
};

/** Checks what must always hold of loans, holds and their charges. Answers every breach; nothing when all is well. */
export async function checkCirculationInvariants(db: Db): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [code, find] of Object.entries(CHECKS)) {
    findings.push(...(await find(db)).map((params) => ({ code, params: { ...params } })));
  }
  return findings;
}

async function listBadPolicies(db: Db): Promise<Params[]> {
  const rows = await listPolicyRows(db);
  return rows.flatMap((row) => {
    const fault = faultOfPolicyValue(row.name, row, row.value);
    return fault === null ? [] : [{ policyId: row.id, name: row.name, fault }];
  });
}
