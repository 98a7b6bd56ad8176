/** A printed matter as data: what stands on it from top to bottom. Texts are final, in one language, of any script. */
export interface Sheet {
  /** `slip` is the 80 mm roll of a receipt printer, as long as its text needs. */
  paper: 'a5' | 'a4' | 'slip';
  language: 'fr' | 'en';
  /** The document's name, as a viewer shows it. */
  title: string;
  author: string;
  /** The moment that the document is about: the same matter makes the same file. UTC. */
  at: string;
  blocks: Block[];
}

export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: string; style?: TextStyle }
  /** Words on the left, mostly an amount or a day on the right; `note` stands below the words, quietly. */
  | { kind: 'pair'; left: string; right: string; note?: string; style?: TextStyle }
  | { kind: 'table'; columns: Column[]; rows: string[][]; footer?: string[] }
  | { kind: 'rule' }
  | { kind: 'gap' };

export type TextStyle = 'plain' | 'bold' | 'quiet';

export interface Column {
  label: string;
  /** Its share of the width, held against the other columns' shares. */
  share: number;
  isNumber?: boolean;
}

/** The papers that a receipt is printed on. */
export const RECEIPT_PAPERS = ['a5', 'slip'] as const;
export type ReceiptPaper = (typeof RECEIPT_PAPERS)[number];
