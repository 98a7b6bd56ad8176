import {
  Component,
  computed,
  effect,
  inject,
  input,
  numberAttribute,
  OnInit,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { Router } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Session } from '../session/session';
import { ProblemTexts } from '../ui/problem-texts';
import { Sounds } from '../ui/sounds';
import { Toasts } from '../ui/toasts';
import { ChosenRecord } from './chosen-record';
import { DeskBranch } from './desk-branch';
import { DeskHelp } from './desk-help';
import { belongsInBox, commandOf, type DeskCommand } from './desk-keys';
import { DeskStore } from './desk-store';
import type { Outcome, Slip } from './desk-types';
import { DeskWords } from './desk-words';
import { OutcomePanel } from './outcome-panel';
import { PrintSheet } from './print-sheet';
import { ReaderAccount } from './reader-account';
import { ReaderHeader } from './reader-header';
import { ReaderHolds } from './reader-holds';
import { ReaderLoans } from './reader-loans';
import { Receipts } from './receipts';
import { ScanBox } from './scan-box';
import { ScannerBurst } from './scanner-burst';
import { SessionList } from './session-list';
import { TermsBar } from './terms-bar';
import { Why } from './why';
import { WhyPanel } from './why-panel';

/** The circulation desk: one box, one answer, one reader; every key press finds its way to the box. */
@Component({
  imports: [
    ChosenRecord,
    DeskHelp,
    MatIcon,
    MatIconButton,
    OutcomePanel,
    PrintSheet,
    ReaderAccount,
    ReaderHeader,
    ReaderHolds,
    ReaderLoans,
    ScanBox,
    SessionList,
    TermsBar,
    TranslocoDirective,
    WhyPanel,
  ],
  templateUrl: './desk-page.html',
  styleUrl: './desk-page.scss',
  host: {
    '(document:keydown)': 'takeKey($event)',
    '(click)': 'returnToBox($event)',
    '(window:online)': 'store.queue.retryNow()',
  },
})
export class DeskPage implements OnInit {
  protected readonly store = inject(DeskStore);
  protected readonly branch = inject(DeskBranch);
  protected readonly sounds = inject(Sounds);
  protected readonly words = inject(DeskWords);
  protected readonly why = inject(Why);
  private readonly session = inject(Session);
  private readonly receipts = inject(Receipts);
  private readonly problems = inject(ProblemTexts);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);
  private readonly router = inject(Router);

  /** The reader in the address, `/desk?patron=12`, so that a reload or a link from the reader's page opens them. */
  readonly patron = input(null, { transform: (value: unknown) => numberAttribute(value, 0) || null });

  private readonly box = viewChild(ScanBox);
  private readonly terms = viewChild(TermsBar);
  private readonly account = viewChild(ReaderAccount);
  private readonly paper = viewChild.required(PrintSheet);
  private readonly burst = new ScannerBurst();
  /** With a finger as the pointer, focusing the box would raise the screen's keyboard each time. */
  private readonly isTouch = matchMedia('(pointer: coarse)').matches;
  private readonly commands: Record<DeskCommand, () => void> = {
    lend: () => this.store.switchTo('lend'),
    return: () => this.store.switchTo('return'),
    backdate: () => this.terms()?.toggle('return'),
    'choose-due': () => this.terms()?.toggle('due'),
    'renew-all': () => this.store.renewAll(),
    pay: () => this.account()?.focus(),
    undo: () => this.store.undoLast(),
    print: () => this.print(),
    escape: () => this.escape(),
    help: () => this.isHelpOpen.update((isOpen) => !isOpen),
    why: () => this.why.toggle(),
  };

  private readonly hasBegun = signal(false);
  protected readonly isHelpOpen = signal(false);
  protected readonly isSlow = computed(() => this.store.queue.length() > 0 && !this.store.queue.isStalled());
  protected readonly spoken = signal('');

  constructor() {
    effect(() => this.store.branchId.set(this.branch.id()));
    effect(() => this.box()?.isReady() && untracked(() => this.focusBox()));
    // Without its texts the desk has nothing to say yet.
    effect(() => this.box()?.isReady() && this.tell(this.store.outcome()));
    effect(() => {
      const patron = this.store.patronId();
      // The address follows the desk; at first the desk follows the address.
      if (untracked(this.hasBegun)) void this.router.navigate([], { queryParams: { patron }, replaceUrl: true });
    });
  }

  ngOnInit(): void {
    const { kind, id } = this.session.actor();
    this.store.begin(`${kind}-${id}`, this.patron());
    this.hasBegun.set(true);
  }

  protected takeKey(event: KeyboardEvent): void {
    const target = event.target instanceof HTMLElement ? event.target : null;
    if (event.defaultPrevented || target?.closest('.cdk-overlay-container, [popover]')) return;
    const field = isTextField(target) ? target : null;
    const isInBox = field?.id === 'scan';
    const scanned = this.burst.press(event.key, event.timeStamp);
    if (field && !isInBox && scanned !== null) return this.takeScanFrom(field, scanned, event);
    const isInField = field !== null || target instanceof HTMLSelectElement;
    if (event.key === 'Enter' && field?.closest('app-terms-bar')) {
      event.preventDefault();
      return this.focusBox();
    }
    const command = commandOf(event, { isInField, isBoxEmpty: !isInField || (isInBox && field?.value === '') });
    if (command !== null) {
      event.preventDefault();
      return this.commands[command]();
    }
    if (belongsInBox(event, isInField)) this.box()?.focus();
  }

  /** After a press on a button the cursor goes back to the box, unless the button led into a field. */
  protected returnToBox({ target }: Event): void {
    const pressed =
      target instanceof Element ? target.closest('button, summary, [type="checkbox"], [role="option"]') : null;
    if (pressed === null || this.isTouch) return;
    queueMicrotask(() => {
      if (!isTextField(document.activeElement as HTMLElement | null)) this.focusBox();
    });
  }

  protected printSlip(slip: Slip): void {
    this.paper().print({ kind: 'slips', slips: [slip] });
  }

  protected async receipt(how: 'print' | 'mail'): Promise<void> {
    const patronId = this.store.patronId();
    if (patronId === null) return;
    // A receipt that fails changes nothing and is asked for again with the same button.
    try {
      const since = this.store.since();
      if (how === 'mail') {
        await this.receipts.mail(patronId, since);
        return this.toasts.say(this.transloco.translate('desk.receipt.mailed'));
      }
      this.paper().print({ kind: 'receipt', receipt: await this.receipts.read(patronId, since) });
    } catch (error) {
      this.toasts.say(this.problems.sentence(error), { tone: 'no' });
    }
  }

  /** A code scanned into a comment or an amount is taken out of it again and goes where it was meant to. */
  private takeScanFrom(field: HTMLInputElement | HTMLTextAreaElement, code: string, event: Event): void {
    event.preventDefault();
    this.terms()?.takeOut(this.burst.beganAt);
    if (field.value.endsWith(code)) {
      field.value = field.value.slice(0, -code.length);
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
    this.store.submit(code);
    this.focusBox();
  }

  /** The nearest thing first: the help, a line begun, a choice, the answer, and at last the reader. */
  private escape(): void {
    if (this.isHelpOpen()) return this.isHelpOpen.set(false);
    if (document.activeElement?.id !== 'scan') return this.focusBox();
    if (this.box()?.text() || this.store.choices() !== null) return this.box()?.clear();
    if (this.store.chosenRecord() !== null) return this.store.chosenRecord.set(null);
    if (this.store.patronId() !== null) return this.store.send({ kind: 'finish' });
    this.store.dismissOutcome();
  }

  private print(): void {
    const slip = this.store.outcome()?.slip;
    if (slip) this.printSlip(slip);
    else void this.receipt('print');
  }

  /** Says the answer by sound and to screen readers; eyes have the panel. */
  private tell(outcome: Outcome | null): void {
    if (outcome === null) return;
    untracked(() => {
      this.isHelpOpen.set(false);
      this.spoken.set(this.words.aloud(outcome));
      if (outcome.tone === 'no') this.sounds.no();
      else if (outcome.tone === 'attention') this.sounds.attention();
      else if (outcome.tone === 'yes') this.sounds.yes();
      // The button or field that was used may be gone with the answer that it belonged to.
      setTimeout(() => document.activeElement === document.body && this.focusBox());
    });
  }

  protected focusBox(): void {
    if (!this.isTouch) this.box()?.focus();
  }
}

/** A box to tick takes no text: what is typed there belongs into the box of the desk. */
function isTextField(target: HTMLElement | null): target is HTMLInputElement | HTMLTextAreaElement {
  if (target instanceof HTMLInputElement) return target.type !== 'checkbox';
  return target instanceof HTMLTextAreaElement;
}
