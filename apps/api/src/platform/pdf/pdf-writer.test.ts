import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as breathe } from 'node:timers/promises';
import { readPdf, readPdfText } from '../../../test/pdf-text.ts';
import { renderPdf } from './pdf-renderer.ts';
import { createPdfWriter } from './pdf-writer.ts';
import type { Block, Sheet } from './sheet.ts';

const sheet = (blocks: Block[], more: Partial<Sheet> = {}): Sheet => ({
  paper: 'a5',
  language: 'fr',
  title: 'Reçu n° 2026-000012',
  author: 'La bibliothèque',
  at: '2026-03-02T09:00:00.000Z',
  blocks,
  ...more,
});
const texts = async (blocks: Block[], more?: Partial<Sheet>) =>
  (await readPdfText(await renderPdf(sheet(blocks, more)))).flat();

describe('renderPdf', () => {
  it('prints every script of its font, and names the others', async () => {
    const titles = [
      'Les Misérables, cœur & âme ; 12,50 €',
      'Ťažký šťastný žluťoučký kůň',
      'Tiếng Việt',
      'Война и мир',
      'Ὀδύσσεια',
      'Հայերեն',
      'ვეფხისტყაოსანი',
      '吾輩は猫である',
      'हिन्दी',
    ];
    const lines = await texts(titles.map((text) => ({ kind: 'text', text })));
    assert.deepEqual(lines, [...titles.slice(0, -2), '[japonais]', '[dévanagari]']);
    const bold = await texts([{ kind: 'pair', left: 'Война', right: 'كتاب', style: 'bold' }]);
    assert.deepEqual(bold, ['Война كتاب']);
  });

  it('is read again from the right where it is written so', async () => {
    const titles = ['שלום עולם', 'كتاب الحيوان للجاحظ'];
    assert.deepEqual(await texts(titles.map((text) => ({ kind: 'text', text }))), titles);
  });

  it('makes the same file of the same sheet, with its title and language', async () => {
    const blocks: Block[] = [{ kind: 'heading', text: 'Bonjour' }];
    const pdf = await renderPdf(sheet(blocks));
    assert.deepEqual(await renderPdf(sheet(blocks)), pdf);
    const { info, lang } = await readPdf(pdf);
    assert.deepEqual(
      [info.Title, info.Author, info.CreationDate],
      ['Reçu n° 2026-000012', 'La bibliothèque', 'D:20260302090000Z'],
    );
    assert.equal(lang, 'fr');
  });

  it('makes a slip as long as its text', async () => {
    const one = await readPdf(await renderPdf(sheet([{ kind: 'text', text: 'a' }], { paper: 'slip' })));
    const lines = Array.from({ length: 100 }, (_, index): Block => ({ kind: 'text', text: `line ${index}` }));
    const many = await readPdf(await renderPdf(sheet(lines, { paper: 'slip' })));
    assert.deepEqual([one.pages.length, many.pages.length], [1, 1]);
    assert.deepEqual([one.pages[0]!.width, many.pages[0]!.width].map(Math.round), [227, 227]);
    assert.ok(one.pages[0]!.height < 50 && many.pages[0]!.height > 1000);
  });

  it('turns the page between rows, with the table’s headings again and page numbers', async () => {
    const rows = Array.from({ length: 60 }, (_, index) => [`Row ${index}`, `${index}`]);
    const columns = [
      { label: 'What', share: 2 },
      { label: 'Amount', share: 1, isNumber: true },
    ];
    const pages = await readPdfText(await renderPdf(sheet([{ kind: 'table', columns, rows, footer: ['Total', '9'] }])));
    assert.ok(pages.length > 1);
    for (const [index, page] of pages.entries()) {
      assert.equal(page[0], 'What Amount');
      assert.equal(page.at(-1), `${index + 1} / ${pages.length}`);
    }
    const printed = pages.flat().filter((line) => line.startsWith('Row'));
    assert.deepEqual(
      printed,
      rows.map((cells) => cells.join(' ')),
    );
    assert.equal(pages.at(-1)!.at(-2), 'Total 9');
  });
});

describe('createPdfWriter', () => {
  it('loads nothing until it writes, and nothing stays when it is idle', async () => {
    const writer = createPdfWriter({ idleMilliseconds: 0 });
    assert.equal(writer.isRunning(), false);
    const [one, other] = await Promise.all(
      ['one', 'other'].map((text) => writer.write(sheet([{ kind: 'text', text }]))),
    );
    assert.deepEqual([await readPdfText(one!), await readPdfText(other!)], [[['one']], [['other']]]);
    while (writer.isRunning()) await breathe();
    assert.deepEqual(await readPdfText(await writer.write(sheet([{ kind: 'text', text: 'again' }]))), [['again']]);
    await writer.close();
  });

  it('goes on after a sheet that cannot be drawn', async () => {
    const writer = createPdfWriter();
    await assert.rejects(writer.write(sheet([{ kind: 'text' } as unknown as Block])));
    assert.deepEqual(await readPdfText(await writer.write(sheet([{ kind: 'text', text: 'well' }]))), [['well']]);
    await writer.close();
  });

  it('does not leave anybody waiting when it closes', async () => {
    const writer = createPdfWriter();
    const waiting = assert.rejects(writer.write(sheet([])), /closed/);
    await writer.close();
    await waiting;
  });
});
