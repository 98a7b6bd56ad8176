import { describe, expect, it } from 'vitest';
import type { Branch, Refusal } from '../api-types';
import { refusalSentence, writtenParams, type Writing } from './words';

const writing: Writing = {
  language: 'en',
  currency: 'EUR',
  branches: [{ id: 2, name: 'Harbour' } as Branch],
  timeZone: 'Europe/Paris',
};

function refusal(code: string, params: Record<string, unknown>): Refusal {
  return { code, severity: 'override', params, overridable: true, permission: 'circulation.override' };
}

describe('writtenParams', () => {
  it('writes days, moments, money and branches, and leaves the rest', () => {
    expect(
      writtenParams(
        { dueAt: '2026-12-15T22:59:00.000Z', until: '2026-12-15', amount: 250, branchId: 2, name: 'Ann', count: 3 },
        writing,
      ),
    ).toEqual({
      // The comma is the platform's: its releases of Unicode's data differ.
      dueAt: expect.stringMatching(/^Tue,? 15 Dec$/),
      until: '15 Dec 2026',
      amount: '€2.50',
      branchId: 'Harbour',
      name: 'Ann',
      count: 3,
    });
  });

  it('keeps the day of the branch, not of the world’s clock', () => {
    expect(writtenParams({ dueAt: '2026-12-15T23:30:00.000Z' }, writing)).toEqual({
      dueAt: expect.stringMatching(/^Wed,? 16 Dec$/),
    });
  });

  it('writes nothing for what is missing', () => {
    expect(writtenParams({ pickupUntil: null }, writing)).toEqual({ pickupUntil: '' });
  });
});

describe('refusalSentence', () => {
  it('writes a debt’s limit as money and a number of loans as a number', () => {
    expect(refusalSentence(refusal('debt_over_limit', { balance: 1200, limit: 1000 }), writing).params).toEqual({
      balance: '€12.00',
      limit: '€10.00',
    });
    expect(refusalSentence(refusal('too_many_loans', { count: 10, limit: 10 }), writing).params).toEqual({
      count: 10,
      limit: 10,
    });
  });

  it('says more when more is known', () => {
    expect(
      refusalSentence(refusal('patron_restricted', { until: '2027-01-02', reason: 'Lost key' }), writing).key,
    ).toBe('refusal.patron_restricted_reason');
    expect(refusalSentence(refusal('patron_restricted', { until: '2027-01-02', reason: null }), writing).key).toBe(
      'refusal.patron_restricted',
    );
    expect(refusalSentence(refusal('on_hold_for_other', { holdId: 4, isTrapped: true }), writing).key).toBe(
      'refusal.on_hold_for_other_trapped',
    );
  });
});
