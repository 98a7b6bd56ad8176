import { ErrorHandler, inject, Injectable, signal } from '@angular/core';
import type { DeskLookup, RecordSummary } from '../api-types';
import { ProblemError } from '../session/problem-error';
import { DeskApi, ServerUnreachable } from './desk-api';
import { plain, runErrand } from './desk-errands';
import { DeskTerms } from './desk-terms';
import type { DeskRequest, DeskTask, Outcome, SessionEntry } from './desk-types';
import { decideNextStep, type DeskMode } from './next-step';
import { checkoutOutcome, itemOutcome, problemOutcome, returnOutcome } from './outcomes';
import { PresentReader } from './present-reader';
import { cleanScan, isDoubleScan } from './scan-text';
import { SessionLog } from './session-log';
import { TaskQueue, type AttemptResult } from './task-queue';
import { entryOf, returnerOf, type Present } from './task-results';

/** The state of one desk: who is present, what was said last, what is under way, and what each request does to them. */
@Injectable({ providedIn: 'root' })
export class DeskStore {
  private readonly api = inject(DeskApi);
  private readonly log = inject(SessionLog);
  private readonly present = inject(PresentReader);
  private readonly defects = inject(ErrorHandler);
  readonly terms = inject(DeskTerms);
  private lastScan: { text: string; at: number } | null = null;

  /** The branch whose desk this is. */
  readonly branchId = signal<number | null>(null);
  readonly mode = signal<DeskMode>('lend');
  readonly reader = this.present.all;
  readonly patronId = this.present.id;
  readonly readerName = this.present.name;
  readonly readerProblem = this.present.problem;
  readonly since = this.present.since;
  readonly outcome = signal<Outcome | null>(null);
  /** Why a renewal was refused, by loan of the present reader. */
  readonly refused = signal<ReadonlyMap<number, Outcome>>(new Map());
  readonly choices = signal<DeskLookup | null>(null);
  /** A title that was chosen from the list, to be reserved or looked at. */
  readonly chosenRecord = signal<RecordSummary | null>(null);

  readonly queue = new TaskQueue<DeskTask>({
    attempt: (task) => this.attempt(task),
    keep: (tasks) => this.log.keepTasks(tasks),
    wait: (milliseconds, then) => {
      const timer = setTimeout(then, milliseconds);
      return () => clearTimeout(timer);
    },
  });

  /**
   * Sits a member of staff down at the desk: what they left unanswered is taken up, what another one left is put away.
   * The reader in the address comes first, because what waits was scanned for them.
   */
  begin(owner: string, patronId: number | null): void {
    const isAnother = this.log.open(owner);
    const left = isAnother ? this.log.keptTasks() : [];
    if (isAnother) {
      this.finish();
      this.queue.forget();
    }
    if (patronId !== null && patronId !== this.patronId()) this.send({ kind: 'open-patron', patronId });
    this.queue.restore(left);
  }

  /** Takes one line from the box. */
  submit(line: string): void {
    const text = cleanScan(line);
    const now = Date.now();
    if (text === '' || isDoubleScan(this.lastScan, text, now)) return;
    this.lastScan = { text, at: now };
    this.choices.set(null);
    this.chosenRecord.set(null);
    this.send({ kind: 'scan', text, mode: this.mode(), ...this.terms.ofScan() });
    if (this.queue.isStalled()) this.sayWaiting();
  }

  /** From now on a scanned item means this; the same item scanned again is then meant. */
  switchTo(mode: DeskMode): void {
    this.mode.set(mode);
    this.lastScan = null;
    if (mode !== 'return') this.terms.returnedAt.set(null);
  }

  /** Takes a copy back that was chosen on the screen, under the terms that hold now. */
  takeBackCopy(barcode: string, title: string): void {
    const { returnedAt } = this.terms.ofScan();
    this.send({ kind: 'return', barcode, title, ...(returnedAt === undefined ? {} : { returnedAt }) });
  }

  send(request: DeskRequest, id: string = crypto.randomUUID()): void {
    this.queue.add({ id, request, branchId: this.branchId() });
  }

  /** Sends a failed or refused line of the list again, as a new request. */
  sendAgain(entry: SessionEntry): void {
    if (entry.request === null) return;
    this.log.remove(entry.id);
    this.send(entry.request);
  }

  undo(entry: SessionEntry): void {
    if (entry.undo === null) return;
    this.send({ kind: 'undo', ...entry.undo, entryId: entry.id, title: entry.title ?? '' });
  }

  undoLast(): void {
    const entry = this.log.lastUndoable();
    if (entry) this.undo(entry);
    else this.outcome.set({ tone: 'info', headline: { key: 'outcome.nothingToUndo' }, details: [], refusals: [] });
  }

  /** Renews some of the present reader's loans, or all of them; what is refused is told at each loan. */
  renewAll(only?: ReadonlySet<number>): void {
    for (const loan of this.reader()?.loans ?? []) {
      if (only !== undefined && !only.has(loan.id)) continue;
      this.send({ kind: 'renew', loanId: loan.id, title: loan.record.title });
    }
  }

  dismissOutcome(): void {
    this.outcome.set(null);
  }

  refreshReader(): Promise<void> {
    return this.present.refresh();
  }

  private async attempt(task: DeskTask): Promise<AttemptResult> {
    // The queue must learn from the three ways a request ends which of them it was; only a silent server is tried again.
    try {
      await this.run(task);
      return 'settled';
    } catch (error) {
      if (error instanceof ServerUnreachable) {
        if (!this.queue.isStalled()) this.sayWaiting();
        return 'unreachable';
      }
      this.showFailure(task, error);
      return 'settled';
    }
  }

  private async run(task: DeskTask): Promise<void> {
    const { request } = task;
    switch (request.kind) {
      case 'scan':
        return this.runScan(task, request);
      case 'checkout':
        return this.lend(task, request);
      case 'return':
        return this.takeBack(task, request);
      case 'return-then-lend':
        await this.takeBack(task, request, `${task.id}-return`);
        return this.lend({ ...task, id: `${task.id}-lend` }, request);
      case 'undo':
        await this.api.undo(request.action, request.loanId, task.id);
        this.log.update(request.entryId, { state: 'undone', undo: null });
        return this.say({ tone: 'yes', headline: { key: `outcome.undone.${request.action}` }, title: request.title });
      case 'open-patron':
        return this.openPatron(request.patronId);
      case 'finish':
        return this.finish();
      default: {
        const { outcome, undo } = await runErrand(this.api, request, task);
        if (request.kind === 'renew') this.forgetRefusal(request.loanId);
        return this.show(task, outcome, undo === undefined ? {} : { undo });
      }
    }
  }

  private async runScan(task: DeskTask, request: Extract<DeskRequest, { kind: 'scan' }>): Promise<void> {
    let { step } = request;
    if (step === undefined) {
      const lookup = await this.api.lookup(request.text);
      step = decideNextStep(lookup, { mode: request.mode, patronId: this.patronId() });
      this.queue.replace({ ...task, request: { ...request, step } });
      if (step.kind === 'choose') this.choices.set(lookup);
    }
    switch (step.kind) {
      case 'open-patron':
        return this.openPatron(step.patronId);
      case 'checkout':
        // Chosen for another reader, who has left: then the rules say when it is due.
        return this.lend(task, request.due?.patronId === step.patronId ? { ...step, dueAt: request.due.at } : step);
      case 'return':
        return this.takeBack(task, { ...step, returnedAt: request.returnedAt });
      case 'show-item':
        return this.say(itemOutcome(step.item));
      case 'nothing-found':
        return this.say({ tone: 'no', headline: { key: 'outcome.nothingFound', params: { text: request.text } } });
      case 'choose':
        return this.outcome.set(null);
    }
  }

  private async lend(
    task: DeskTask,
    {
      patronId,
      barcode,
      title,
      dueAt,
      overrides,
      overrideComment,
    }: Omit<Extract<DeskRequest, { kind: 'checkout' }>, 'kind'>,
  ): Promise<void> {
    // Refused, it is offered again with an override: as a checkout, whatever scan it came from.
    const request: DeskRequest = { kind: 'checkout', patronId, barcode, title, dueAt, overrides, overrideComment };
    try {
      const branchId = task.branchId ?? undefined;
      const body = { patronId, barcode, branchId, dueAt, overrides, overrideComment };
      const answer = await this.api.checkout(body, task.id);
      const action = answer.isRenewal ? 'renew' : 'checkout';
      this.show({ ...task, request }, checkoutOutcome(answer), { undo: { action, loanId: answer.loan.id } });
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      this.showFailure({ ...task, request }, error);
    }
  }

  private async takeBack(
    task: DeskTask,
    { barcode, title, returnedAt }: { barcode: string; title: string; returnedAt?: string },
    key = task.id,
  ): Promise<void> {
    const answer = await this.api.takeBack({ barcode, branchId: task.branchId ?? undefined, returnedAt }, key);
    const undo = answer.loan ? { action: 'return' as const, loanId: answer.loan.id } : null;
    const request: DeskRequest = { kind: 'return', barcode, title, returnedAt };
    this.show({ ...task, id: key, request }, returnOutcome(answer, returnedAt !== undefined), {
      undo,
      ...returnerOf(answer),
    });
  }

  private async openPatron(patronId: number): Promise<void> {
    const reader = await this.present.open(patronId);
    this.choices.set(null);
    this.refused.set(new Map());
    if (this.terms.due()?.patronId !== patronId) this.terms.due.set(null);
    const isStopped = reader.blocks.some(({ severity }) => severity !== 'alert');
    this.say({
      isOnlyHeard: true,
      tone: isStopped ? 'no' : reader.blocks.length > 0 ? 'attention' : 'info',
      refusals: reader.blocks,
      headline: {
        key: isStopped ? 'outcome.readerBlocked' : 'outcome.readerOpened',
        params: { name: this.readerName() },
      },
    });
  }

  private finish(): void {
    this.present.leave();
    this.choices.set(null);
    this.refused.set(new Map());
    this.terms.due.set(null);
    this.chosenRecord.set(null);
    this.outcome.set(null);
  }

  private sayWaiting(): void {
    this.say({ tone: 'attention', headline: { key: 'outcome.waiting' }, details: [{ key: 'queue.safe' }] });
  }

  /** Says it, adds it to the session's list, and reads the reader's new state. */
  private show(task: DeskTask, outcome: Outcome, more: Partial<SessionEntry> = {}): void {
    this.outcome.set({ ...outcome, entryId: task.id });
    this.log.add(entryOf(task, outcome, this.presence(), more));
    void this.refreshReader();
  }

  private say(outcome: Pick<Outcome, 'tone' | 'headline'> & Partial<Outcome>): void {
    this.outcome.set({ details: [], refusals: [], ...outcome });
    if (outcome.headline.key.startsWith('outcome.undone')) void this.refreshReader();
  }

  private showFailure(task: DeskTask, error: unknown): void {
    const isRefusal = error instanceof ProblemError;
    if (!isRefusal) this.defects.handleError(error);
    const problem = isRefusal ? error : new ProblemError({ code: 'unexpected' });
    if (isRefusal && error.code === 'idempotency_answer_lost') {
      return this.show(task, { ...plain('outcome.answerLost'), tone: 'attention' });
    }
    const title = 'title' in task.request ? task.request.title : undefined;
    const hasFailed = !isRefusal || error.status >= 500;
    const outcome = problemOutcome(problem, task.request, title);
    if (task.request.kind === 'renew') this.keepRefusal(task.request.loanId, outcome);
    this.show(task, outcome, { state: hasFailed ? 'failed' : 'refused' });
  }

  private keepRefusal(loanId: number, outcome: Outcome): void {
    this.refused.update((all) => new Map(all).set(loanId, outcome));
  }

  private forgetRefusal(loanId: number): void {
    this.refused.update((all) => new Map([...all].filter(([id]) => id !== loanId)));
  }

  private presence(): Present {
    return { patronId: this.patronId(), patronName: this.readerName(), now: () => new Date().toISOString() };
  }
}
