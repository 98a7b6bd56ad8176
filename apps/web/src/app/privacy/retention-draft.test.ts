import type { Retention, RetentionPurpose } from '../api-types';
import {
  changesOfRetention,
  draftOfRetention,
  isPeriod,
  RETENTION_GROUPS,
  shortened,
  type Kept,
} from './retention-draft';

const kept = (purpose: RetentionPurpose, days: number | null, canBeEndless = false): Kept => ({
  purpose,
  days,
  canBeEndless,
  standard: 30,
  least: 1,
  most: 365,
  lastRemoved: null,
});
const saved: Retention = {
  version: 3,
  isHistoryChoiceOffered: true,
  warningDays: 30,
  lastRunAt: null,
  nextRunAt: null,
  purposes: [kept('loan_history', 30), kept('sessions', 1), kept('inactive_readers', null, true)],
};

describe('the draft of retention', () => {
  it('has no changes while nothing is typed', () => {
    expect(changesOfRetention(draftOfRetention(saved), saved)).toBeNull();
    expect(shortened(draftOfRetention(saved), saved)).toEqual([]);
  });

  it('sends only what was changed', () => {
    const draft = { ...draftOfRetention(saved), loan_history: ' 7 ', isHistoryChoiceOffered: false };
    expect(changesOfRetention(draft, saved)).toEqual({ days: { loan_history: 7 }, isHistoryChoiceOffered: false });
  });

  it('tells what would be kept for less long, an end that was none included', () => {
    const draft = { ...draftOfRetention(saved), loan_history: '31', sessions: '0', inactive_readers: '365' };
    expect(shortened(draft, saved)).toEqual(['sessions', 'inactive_readers']);
  });

  it.each([
    ['1', true],
    ['365', true],
    [' 30 ', true],
    ['0', false],
    ['366', false],
    ['', false],
    ['7.5', false],
    ['-3', false],
    ['ten', false],
    [null, false],
  ])('takes %j as days: %j', (text, expected) => {
    expect(isPeriod(text, kept('loan_history', 30))).toBe(expected);
  });

  it('takes none as without an end where that may be', () => {
    expect(isPeriod(null, kept('inactive_readers', 30, true))).toBe(true);
  });

  it('has every purpose in one group', () => {
    const all = Object.values(RETENTION_GROUPS).flat();
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBe(15);
  });
});
