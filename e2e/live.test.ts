import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { keep, signIn, startBrowser, startLibrary, visit, type Library } from './library.ts';
import { setStage, type Stage } from './stage.ts';

describe('two desks', () => {
  let library: Library;
  let browser: Browser;
  let stage: Stage;

  before(async () => {
    [library, browser] = await Promise.all([startLibrary(), startBrowser()]);
    stage = await setStage(library);
  });
  after(async () => {
    await browser?.close();
    await library?.close();
  });

  async function sitDown(card: string, name: string): Promise<Page> {
    const page = await visit(browser, library);
    await signIn(page, 'librarian', '/desk');
    await scan(page, card);
    await page.getByRole('region', { name }).getByRole('heading', { level: 2, name }).waitFor();
    return page;
  }

  async function scan(page: Page, line: string): Promise<void> {
    await page.getByRole('combobox', { name: 'Scan or type' }).fill(line);
    await page.keyboard.press('Enter');
  }

  it('see what the other does with the same reader, without asking', async () => {
    const reader = await stage.reader('Everywhere');
    const copy = await stage.copy('Two Clocks, One Hour');
    const [one, other] = [await sitDown(reader.card, reader.name), await sitDown(reader.card, reader.name)];
    await other.getByText('Nothing on loan.').waitFor();

    await scan(one, copy.barcode);
    await other.getByRole('button', { name: `Return “${copy.title}”` }).waitFor();
    await keep(other, 'desk-live');

    await one.getByRole('button', { name: `Return “${copy.title}”` }).click();
    await other.getByText('Nothing on loan.').waitFor();
  });
});
