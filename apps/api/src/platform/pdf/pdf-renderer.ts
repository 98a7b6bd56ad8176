import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import { toDrawnParts, toPrintable, wrapText } from './printable-text.ts';
import type { Block, Sheet, TextStyle } from './sheet.ts';

const MILLIMETRE = 72 / 25.4;
/** Width, height (a slip's follows its text) and margin, in points. */
const PAPERS = {
  a4: { width: 210 * MILLIMETRE, height: 297 * MILLIMETRE, margin: 15 * MILLIMETRE, size: 9 },
  a5: { width: 148 * MILLIMETRE, height: 210 * MILLIMETRE, margin: 12 * MILLIMETRE, size: 9.5 },
  slip: { width: 80 * MILLIMETRE, height: null, margin: 4 * MILLIMETRE, size: 9 },
} as const;
/** PDF knows no page that is longer. */
const LONGEST_PAGE = 14_400;
const INK = '#000000';
const QUIET_INK = '#555555';
const LEADING = 1.35;
/** Between the words and the amount of a pair, and between columns. */
const GUTTER = 10;

// Both cover Latin, Greek, Cyrillic, Armenian, Georgian, Hebrew and Arabic. The fonts of the web app come as WOFF2, which can
// be read but not cut down to the letters that a document needs.
const FONTS = { plain: 'DejaVuSansCondensed.ttf', bold: 'DejaVuSansCondensed-Bold.ttf' };
type FontName = keyof typeof FONTS;

/** A part of the page that is never broken: how high it is, and how it is drawn with its top at a height. */
interface Piece {
  height: number;
  draw: (top: number) => void;
  /** Drawn again at the top of each page that the piece's table goes on to. */
  header?: Piece;
}

/** What pdfkit knows of an embedded font, and has no public way to ask for. */
interface EmbeddedFont {
  _font: { font: { hasGlyphForCodePoint: (codePoint: number) => boolean } };
}

/** Draws a sheet as a PDF. Takes some 50 ms of the processor: `pdf-writer.ts` has it done in a thread of its own. */
export async function renderPdf(sheet: Sheet): Promise<Buffer> {
  const paper = PAPERS[sheet.paper];
  const at = new Date(sheet.at);
  const document = new PDFDocument({
    autoFirstPage: false,
    bufferPages: true,
    lang: sheet.language,
    displayTitle: true,
    pdfVersion: '1.7',
    info: { Title: sheet.title, Author: sheet.author, Creator: 'Biblio Pro', CreationDate: at, ModDate: at },
  });
  const chunks: Buffer[] = [];
  const finished = new Promise<void>((resolve, reject) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', resolve);
    document.on('error', reject);
  });
  for (const [name, file] of Object.entries(FONTS)) document.registerFont(name, readFont(file));

  const pieces = new Setter(document, sheet).set(sheet.blocks);
  const length = pieces.reduce((sum, { height }) => sum + height, 0) + 2 * paper.margin;
  const height = paper.height ?? Math.min(LONGEST_PAGE, Math.ceil(length));
  place(document, pieces, { size: [paper.width, height], margin: paper.margin });
  if (paper.height !== null) numberPages(document, paper.margin);
  document.end();
  await finished;
  return Buffer.concat(chunks);
}

function readFont(file: string): Buffer {
  return readFileSync(createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${file}`));
}

/** Puts the pieces one below the other, on as many pages as they need. */
function place(document: PDFKit.PDFDocument, pieces: Piece[], page: { size: [number, number]; margin: number }): void {
  const bottom = page.size[1] - page.margin;
  let top = page.margin;
  const turn = () => {
    document.addPage({ size: page.size, margin: 0 });
    top = page.margin;
  };
  turn();
  for (const [index, piece] of pieces.entries()) {
    // A table's header does not stand alone at the bottom.
    const next = pieces[index + 1];
    const needed = piece.height + (next?.header === piece ? next.height : 0);
    if (top > page.margin && top + needed > bottom + 0.01) {
      turn();
      if (piece.header !== undefined) {
        piece.header.draw(top);
        top += piece.header.height;
      }
    }
    piece.draw(top);
    top += piece.height;
  }
}

function numberPages(document: PDFKit.PDFDocument, margin: number): void {
  const { count } = document.bufferedPageRange();
  if (count === 1) return;
  for (let index = 0; index < count; index += 1) {
    document.switchToPage(index);
    const { width, height } = document.page;
    document.font('plain').fontSize(7.5).fillColor(QUIET_INK);
    const text = `${index + 1} / ${count}`;
    document.text(text, width - margin - document.widthOfString(text), height - margin / 2 - 6, { lineBreak: false });
  }
}

/** Sets blocks in type: breaks their lines and tells how high each is. */
class Setter {
  readonly #document: PDFKit.PDFDocument;
  readonly #language: Sheet['language'];
  readonly #left: number;
  readonly #width: number;
  readonly #size: number;
  readonly #known = new Map<FontName, (codePoint: number) => boolean>();

  constructor(document: PDFKit.PDFDocument, sheet: Sheet) {
    const { width, margin, size } = PAPERS[sheet.paper];
    this.#document = document;
    this.#language = sheet.language;
    this.#left = margin;
    this.#width = width - 2 * margin;
    this.#size = size;
    for (const name of Object.keys(FONTS) as FontName[]) {
      document.font(name);
      const { font } = (document as unknown as EmbeddedFont)._font;
      this.#known.set(name, (codePoint) => font.hasGlyphForCodePoint(codePoint));
    }
  }

  set(blocks: readonly Block[]): Piece[] {
    return blocks.flatMap((block) => {
      switch (block.kind) {
        case 'heading':
          return this.#column([{ text: block.text, font: 'bold', size: this.#size * 1.5 }]);
        case 'text':
          return this.#column(block.text.split('\n').map((text) => ({ text, ...this.#styleOf(block.style) })));
        case 'pair':
          return this.#pair(block);
        case 'table':
          return this.#table(block);
        case 'rule':
          return { height: this.#size * 1.2, draw: (top) => this.#line(top + this.#size * 0.6) };
        case 'gap':
          return { height: this.#size * 0.8, draw: () => {} };
      }
    });
  }

  #styleOf(style: TextStyle = 'plain'): { font: FontName; size: number; ink: string } {
    return {
      font: style === 'bold' ? 'bold' : 'plain',
      size: style === 'quiet' ? this.#size * 0.9 : this.#size,
      ink: style === 'quiet' ? QUIET_INK : INK,
    };
  }

  /** Lines of text over the whole width, or one part of it. */
  #column(
    texts: { text: string; font: FontName; size: number; ink?: string }[],
    { left = this.#left, width = this.#width, isNumber = false } = {},
  ): Piece {
    const lines = texts.flatMap(({ text, font, size, ink = INK }) => {
      const printable = toPrintable(text, this.#language, this.#known.get(font)!);
      this.#document.font(font).fontSize(size);
      const broken = wrapText(printable, width, (part) => this.#document.widthOfString(part));
      return broken.map((line) => ({ line, font, size, ink }));
    });
    return {
      height: lines.reduce((sum, { size }) => sum + size * LEADING, 0),
      draw: (top) => {
        let y = top;
        for (const { line, font, size, ink } of lines) {
          this.#document.font(font).fontSize(size).fillColor(ink);
          let x = isNumber ? left + width - this.#document.widthOfString(line) : left;
          for (const part of toDrawnParts(line)) {
            this.#document.text(part, x, y, { lineBreak: false });
            x += this.#document.widthOfString(`${part} `);
          }
          y += size * LEADING;
        }
      },
    };
  }

  #pair({ left, right, note, style }: Extract<Block, { kind: 'pair' }>): Piece {
    const { font, size, ink } = this.#styleOf(style);
    this.#document.font(font).fontSize(size);
    const wanted = this.#document.widthOfString(toPrintable(right, this.#language, this.#known.get(font)!));
    const rightWidth = Math.min(wanted + 0.5, this.#width * 0.6);
    const leftWidth = this.#width - rightWidth - GUTTER;
    const words = [{ text: left, font, size, ink }];
    if (note !== undefined) words.push({ text: note, ...this.#styleOf('quiet') });
    return this.#row([
      this.#column(words, { width: leftWidth }),
      this.#column([{ text: right, font, size, ink }], {
        left: this.#left + leftWidth + GUTTER,
        width: rightWidth,
        isNumber: true,
      }),
    ]);
  }

  #table({ columns, rows, footer }: Extract<Block, { kind: 'table' }>): Piece[] {
    const shares = columns.reduce((sum, { share }) => sum + share, 0);
    const width = this.#width - GUTTER * (columns.length - 1);
    const row = (cells: readonly string[], style: TextStyle): Piece => {
      let left = this.#left;
      return this.#row(
        columns.map(({ share, isNumber }, index) => {
          const own = (width * share) / shares;
          const cell = this.#column([{ text: cells[index] ?? '', ...this.#styleOf(style) }], {
            left,
            width: own,
            isNumber,
          });
          left += own + GUTTER;
          return cell;
        }),
      );
    };
    const ruled = (piece: Piece, isAbove: boolean): Piece => ({
      height: piece.height + 5,
      draw: (top) => {
        this.#line(isAbove ? top + 2 : top + piece.height + 2);
        piece.draw(isAbove ? top + 5 : top);
      },
    });
    const header = ruled(
      row(
        columns.map(({ label }) => label),
        'quiet',
      ),
      false,
    );
    const pieces: Piece[] = [header, ...rows.map((cells) => ({ ...row(cells, 'plain'), header }))];
    return footer === undefined ? pieces : [...pieces, { ...ruled(row(footer, 'bold'), true), header }];
  }

  #row(cells: Piece[]): Piece {
    return {
      height: Math.max(...cells.map(({ height }) => height), 0) + 2,
      draw: (top) => {
        for (const cell of cells) cell.draw(top);
      },
    };
  }

  #line(y: number): void {
    this.#document
      .moveTo(this.#left, y)
      .lineTo(this.#left + this.#width, y)
      .lineWidth(0.5)
      .strokeColor(QUIET_INK)
      .stroke();
  }
}
