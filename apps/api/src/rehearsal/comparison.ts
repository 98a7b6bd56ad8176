import type { RehearsalExample, RehearsalGroup, RehearsalReport } from './rehearsal.schema.ts';
import type { LoanStory, Replay } from './replay.ts';

/** Examples of each kind that a report keeps. */
const EXAMPLES = 8;

type Subject = Pick<RehearsalExample, 'loanId' | 'title' | 'at' | 'branchId' | 'patronCategoryId' | 'itemTypeId'>;

/** Gathers, loan by loan, what other rules would have changed. */
export class Comparison {
  readonly #report: RehearsalReport;
  readonly #groups = new Map<string, RehearsalGroup>();
  readonly #refusals = new Map<string, RehearsalReport['refusals'][number]>();
  readonly #examples = new Map<RehearsalExample['kind'], RehearsalExample[]>();

  constructor(period: { from: string; to: string }) {
    this.#report = {
      ...period,
      loans: 0,
      renewals: 0,
      returns: 0,
      refusedAttempts: 0,
      dueDates: { earlier: 0, later: 0, daysSum: 0 },
      refusals: [],
      refusalsAdded: 0,
      refusalsRemoved: 0,
      charges: { changed: 0, before: 0, after: 0 },
      suspensions: { changed: 0, daysBefore: 0, daysAfter: 0 },
      groups: [],
      examples: [],
    };
  }

  /** Adds a loan that was made, as each side's rules would have it. */
  addLoan(story: LoanStory, before: Replay, after: Replay): void {
    const { patronCategoryId, itemTypeId, branchId, loanId, title } = story;
    const subject = { loanId, title, at: story.checkedOutAt, branchId, patronCategoryId, itemTypeId };
    const group = this.#groupOf(subject);
    this.#report.loans += 1;
    group.loans += 1;
    this.#compareReasons('checkout', subject, before.reasons, after.reasons);
    this.#compareDueDates(subject, before.dueAt, after.dueAt);
    for (const [index, renewal] of before.renewals.entries()) {
      this.#report.renewals += 1;
      this.#compareReasons('renewal', { ...subject, at: renewal.at }, renewal.reasons, after.renewals[index]!.reasons);
    }
    if (story.returnedAt !== null) this.#compareReturns({ ...subject, at: story.returnedAt }, before, after);
  }

  /** Adds an attempt to borrow that was refused when it was made. */
  addAttempt(subject: Omit<Subject, 'loanId' | 'title'>, before: readonly string[], after: readonly string[]): void {
    this.#report.refusedAttempts += 1;
    this.#compareReasons('checkout', { ...subject, loanId: null, title: null }, before, after);
  }

  report(): RehearsalReport {
    const weight = (group: RehearsalGroup) =>
      group.dueEarlier +
      group.dueLater +
      group.refusalsAdded +
      group.refusalsRemoved +
      Math.abs(group.chargesAfter - group.chargesBefore);
    return {
      ...this.#report,
      refusals: [...this.#refusals.values()].sort(
        (one, other) => other.added + other.removed - one.added - one.removed,
      ),
      groups: [...this.#groups.values()].sort((one, other) => weight(other) - weight(one) || other.loans - one.loans),
      examples: [...this.#examples.values()].flat(),
    };
  }

  #compareDueDates(subject: Subject, before: string, after: string): void {
    if (before === after) return;
    const group = this.#groupOf(subject);
    const days = Math.round((Date.parse(after) - Date.parse(before)) / 86_400_000);
    this.#report.dueDates.daysSum += days;
    if (after < before) {
      this.#report.dueDates.earlier += 1;
      group.dueEarlier += 1;
    } else {
      this.#report.dueDates.later += 1;
      group.dueLater += 1;
    }
    this.#keep({ ...subject, kind: 'due_date', action: 'checkout', dueBefore: before, dueAfter: after });
  }

  #compareReasons(
    action: 'checkout' | 'renewal',
    subject: Subject,
    before: readonly string[],
    after: readonly string[],
  ): void {
    const added = after.filter((code) => !before.includes(code));
    const removed = before.filter((code) => !after.includes(code));
    for (const code of added) this.#reason(action, code).added += 1;
    for (const code of removed) this.#reason(action, code).removed += 1;
    if ((before.length === 0) === (after.length === 0)) return;
    const group = this.#groupOf(subject);
    if (after.length > 0) {
      this.#report.refusalsAdded += 1;
      group.refusalsAdded += 1;
    } else {
      this.#report.refusalsRemoved += 1;
      group.refusalsRemoved += 1;
    }
    this.#keep({ ...subject, kind: 'refusal', action, reasonsBefore: [...before], reasonsAfter: [...after] });
  }

  #compareReturns(subject: Subject, before: Replay, after: Replay): void {
    const { charges, suspensions } = this.#report;
    const group = this.#groupOf(subject);
    this.#report.returns += 1;
    charges.before += before.charge;
    charges.after += after.charge;
    group.chargesBefore += before.charge;
    group.chargesAfter += after.charge;
    suspensions.daysBefore += before.suspensionDays;
    suspensions.daysAfter += after.suspensionDays;
    if (before.charge !== after.charge) {
      charges.changed += 1;
      this.#keep({
        ...subject,
        kind: 'charge',
        action: 'return',
        amountBefore: before.charge,
        amountAfter: after.charge,
      });
    }
    if (before.suspensionDays !== after.suspensionDays) {
      suspensions.changed += 1;
      const [amountBefore, amountAfter] = [before.suspensionDays, after.suspensionDays];
      this.#keep({ ...subject, kind: 'suspension', action: 'return', amountBefore, amountAfter });
    }
  }

  /** Keeps the latest examples of each kind: staff remember them. */
  #keep(example: Subject & Pick<RehearsalExample, 'kind' | 'action'> & Partial<RehearsalExample>): void {
    const whole: RehearsalExample = {
      dueBefore: null,
      dueAfter: null,
      reasonsBefore: [],
      reasonsAfter: [],
      amountBefore: null,
      amountAfter: null,
      ...example,
    };
    const kept = this.#examples.get(whole.kind) ?? [];
    const latest = [...kept, whole].sort((one, other) => (one.at < other.at ? 1 : -1)).slice(0, EXAMPLES);
    this.#examples.set(whole.kind, latest);
  }

  #groupOf({ patronCategoryId, itemTypeId }: Subject): RehearsalGroup {
    const key = `${patronCategoryId}|${itemTypeId}`;
    let group = this.#groups.get(key);
    if (group === undefined) {
      group = {
        patronCategoryId,
        itemTypeId,
        loans: 0,
        dueEarlier: 0,
        dueLater: 0,
        refusalsAdded: 0,
        refusalsRemoved: 0,
        chargesBefore: 0,
        chargesAfter: 0,
      };
      this.#groups.set(key, group);
    }
    return group;
  }

  #reason(action: 'checkout' | 'renewal', code: string): RehearsalReport['refusals'][number] {
    const key = `${action}|${code}`;
    let found = this.#refusals.get(key);
    if (found === undefined) this.#refusals.set(key, (found = { action, code, added: 0, removed: 0 }));
    return found;
  }
}
