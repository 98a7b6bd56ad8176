import type { Db } from '../platform/database/database.ts';
import type { Finding } from '../platform/finding.ts';
import { listClosedDaysBesidePayments, listPaymentsWithoutDay } from './cash.queries.ts';
import { METHODS } from './cash-totals.ts';

/** Looks for closed days that are not what their payments add up to, and for payments that count for no day. */
export async function checkCashInvariants(db: Db): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { branchId, day, receipts, paidReceipts, expected, paid } of await listClosedDaysBesidePayments(db)) {
    if (receipts !== paidReceipts) {
      findings.push({
        code: 'closed_day_differs_from_its_receipts',
        params: { branchId, day, receipts, paidReceipts },
      });
    }
    for (const method of METHODS) {
      const params = { branchId, day, method, expected: expected.get(method) ?? 0, paid: paid.get(method) ?? 0 };
      if (params.expected !== params.paid) findings.push({ code: 'closed_day_differs_from_its_payments', params });
    }
  }
  for (const row of await listPaymentsWithoutDay(db)) findings.push({ code: 'payment_without_a_day', params: row });
  return findings;
}
