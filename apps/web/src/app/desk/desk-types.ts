import type { Method } from '../accounts/account-types';
import type { DeskLookup, Explanation, ItemSummary, Refusal } from '../api-types';
import type { DeskMode, NextStep } from './next-step';

/** An item as the desk's lookup answers it, with its title. */
export type FoundItem = NonNullable<DeskLookup['item']>;

/** What the desk asks of the server; plain data, so that it survives a reload of the page. */
export type DeskRequest =
  | ({ kind: 'scan'; text: string; mode: DeskMode; step?: NextStep } & ScanTerms)
  | {
      kind: 'checkout';
      patronId: number;
      barcode: string;
      title: string;
      dueAt?: string;
      overrides?: string[];
      overrideComment?: string;
    }
  | { kind: 'return'; barcode: string; title: string; returnedAt?: string }
  | { kind: 'return-then-lend'; barcode: string; patronId: number; title: string }
  | { kind: 'renew'; loanId: number; title: string; overrides?: string[]; overrideComment?: string }
  | { kind: 'claim' | 'lost' | 'missing'; loanId: number; title: string; comment?: string }
  | { kind: 'unclaim'; loanId: number; title: string }
  | {
      kind: 'condition';
      itemId: number;
      version: number;
      status?: 'available' | 'damaged';
      note?: string | null;
      title: string;
    }
  | { kind: 'undo'; action: UndoableAction; loanId: number; entryId: string; title: string }
  | {
      kind: 'payment';
      patronId: number;
      amount: number;
      method: Method;
      reference: string | null;
      /** The charges that were chosen; without them the oldest first. */
      lineIds: number[] | null;
    }
  | { kind: 'place-hold'; patronId: number; recordId: number; pickupBranchId: number; title: string }
  | { kind: 'cancel-hold'; holdId: number; title: string }
  | { kind: 'pickup-branch'; holdId: number; pickupBranchId: number; title: string; version: number }
  // These two change only the screen, but wait their turn: what was scanned before them belongs to the reader before.
  | { kind: 'open-patron'; patronId: number }
  | { kind: 'finish' };

/** What deviates from the ordinary when a line is scanned, in times of the branch's clock. */
export interface ScanTerms {
  /** When what is returned came back, in truth. */
  returnedAt?: string;
  /** When what is lent is due, and to whom alone that applies: the next card may be scanned before this is sent. */
  due?: { at: string; patronId: number };
}

export type UndoableAction = 'checkout' | 'return' | 'renew' | 'claim' | 'lost' | 'missing';

/** One request on its way; `id` is also its Idempotency-Key. */
export interface DeskTask {
  id: string;
  request: DeskRequest;
  /** The branch whose desk this is, at the moment of the scan. */
  branchId: number | null;
}

export type Tone = 'yes' | 'no' | 'attention' | 'info';

/** A translated sentence to be: a key under `desk.` and its parameters (days, money and branches still raw). */
export interface Sentence {
  key: string;
  params?: Record<string, unknown>;
}

/** What the desk says about the last action, in its one fixed place under the box. */
export interface Outcome {
  tone: Tone;
  headline: Sentence;
  title?: string;
  details: Sentence[];
  refusals: Refusal[];
  /** The request that was refused, to be sent again with an override. */
  refused?: DeskRequest;
  /** An item only shown, not acted on. */
  item?: FoundItem;
  /** The copy in hand, whose condition may be noted. */
  copy?: Pick<ItemSummary, 'id' | 'version' | 'status' | 'note'>;
  slip?: Slip;
  /** How the server's decision came about. */
  explanation?: Explanation;
  entryId?: string;
  /** Only heard: the screen shows it elsewhere, as a reader who was opened. */
  isOnlyHeard?: boolean;
}

/** What goes into the book after a return: the shelf of the holds, or the way to another branch. */
export interface Slip {
  kind: 'hold' | 'transit';
  title: string;
  barcode: string;
  patronName: string | null;
  branchId: number | null;
  pickupUntil: string | null;
}

export type EntryState = 'done' | 'refused' | 'failed' | 'undone';

/** One line of the list of what was done in this session. */
export interface SessionEntry {
  id: string;
  at: string;
  state: EntryState;
  tone: Tone;
  kind: DeskRequest['kind'];
  headline: Sentence;
  title: string | null;
  patronName: string | null;
  patronId: number | null;
  undo: { action: UndoableAction; loanId: number } | null;
  /** Kept when it failed, to be sent again. */
  request: DeskRequest | null;
}
