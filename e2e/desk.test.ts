import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { keep, signIn, startBrowser, startLibrary, visit, type Library } from './library.ts';
import { PASSWORD, setStage, type Stage } from './stage.ts';

/** Types a line into the box of the desk, as a scanner does. */
async function scan(page: Page, line: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Scan or type' }).fill(line);
  await page.keyboard.press('Enter');
}

async function seeOutcome(page: Page, headline: RegExp | string): Promise<void> {
  await page
    .getByRole('region', { name: 'Result of the last action' })
    .getByRole('heading', { name: headline })
    .waitFor();
}

async function seeReader(page: Page, name: string): Promise<void> {
  await page.getByRole('region', { name }).getByRole('heading', { level: 2, name }).waitFor();
}

describe('the desk', () => {
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

  it('lends, renews, takes back and undoes', async () => {
    const reader = await stage.reader('Desk');
    const copy = await stage.copy('The Weaver of Fog');
    const page = await visit(browser, library);
    await signIn(page, 'librarian', '/desk');

    await scan(page, reader.card);
    await seeReader(page, reader.name);
    await scan(page, copy.barcode);
    await seeOutcome(page, /^Lent until/);
    await keep(page, 'desk-lent');

    await page.getByRole('button', { name: `Renew “${copy.title}”` }).click();
    await seeOutcome(page, /^Renewed until/);
    await page.getByRole('button', { name: `Return “${copy.title}”` }).click();
    await seeOutcome(page, /^Returned/);
    await keep(page, 'desk-returned');
    await page.getByText('Nothing on loan.').waitFor();

    await page.keyboard.press('Control+z');
    await seeOutcome(page, 'Undone: it is on loan again');
    await page.getByRole('button', { name: `Return “${copy.title}”` }).waitFor();
  });

  it('explains a refusal, which a librarian overrides and an assistant may not', async () => {
    const reader = await stage.reader('Owing', 5_000);
    const copy = await stage.copy('A Debt of Sparrows');
    const page = await visit(browser, library);

    await signIn(page, 'assistant', '/desk');
    await scan(page, reader.card);
    await seeReader(page, reader.name);
    await scan(page, copy.barcode);
    await seeOutcome(page, 'Not lent');
    await page.getByText('A librarian with the right to override can allow it.').waitFor();
    await page.getByRole('button', { name: 'Lend anyway' }).waitFor({ state: 'detached' });
    await keep(page, 'desk-refused-assistant');

    await signIn(page, 'librarian', '/desk');
    await scan(page, reader.card);
    await seeReader(page, reader.name);
    await scan(page, copy.barcode);
    await seeOutcome(page, 'Not lent');
    await page.getByLabel('Why is it allowed this time?').fill('Pays on Friday');
    await keep(page, 'desk-refused-librarian');
    await page.getByRole('button', { name: 'Lend anyway' }).click();
    await seeOutcome(page, /^Lent until/);
  });

  it('keeps up with a scanner that is quicker than the screen', async () => {
    const reader = await stage.reader('Quick');
    const copy = await stage.copy('The Hare Reads Twice');
    const page = await visit(browser, library);
    await signIn(page, 'librarian', '/desk');
    const box = page.getByRole('combobox', { name: 'Scan or type' });
    await box.waitFor();

    // The whole code and its Enter before the page is drawn once, as under load: keys go before timers.
    await box.evaluate((field: HTMLInputElement, card) => {
      for (const character of card) {
        field.value += character;
        field.dispatchEvent(new Event('input', { bubbles: true }));
      }
      field.form!.requestSubmit();
    }, reader.card);
    await seeReader(page, reader.name);
    await box.pressSequentially(copy.barcode);
    await page.keyboard.press('Enter');
    await seeOutcome(page, /^Lent until/);
  });

  it('is reached and worked with the keyboard alone', async () => {
    const reader = await stage.reader('Keys');
    const copy = await stage.copy('Ten Fingers, No Mouse');
    const page = await visit(browser, library);
    await page.getByRole('heading', { level: 1 }).waitFor();

    await page.keyboard.press('Tab');
    await page.locator('a:focus', { hasText: 'Skip to content' }).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('main:focus').waitFor();
    await page.keyboard.press('Tab');
    await page.locator('[role=combobox]:focus').waitFor();
    await page.keyboard.type('ten fingers no mous');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: copy.title }).waitFor();
    await tabTo(page, copy.title);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: copy.title }).waitFor();

    await tabTo(page, 'Sign in');
    await page.keyboard.press('Enter');
    await page.getByLabel('Card number or user name').waitFor();
    await tabTo(page, 'Card number or user name');
    await page.keyboard.type('librarian');
    await page.keyboard.press('Tab');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');

    await page.locator('#scan:focus').waitFor();
    await page.keyboard.type(reader.card);
    await page.keyboard.press('Enter');
    await seeReader(page, reader.name);
    await page.keyboard.type(copy.barcode);
    await page.keyboard.press('Enter');
    await seeOutcome(page, /^Lent until/);
  });
});

/** Presses Tab until the cursor is on what has this name, and fails when the page has been gone through. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press('Tab');
    const words = await page.evaluate(() => {
      const focused = document.activeElement as HTMLInputElement | null;
      return [focused?.ariaLabel, focused?.labels?.[0]?.innerText, focused?.innerText].map((one) => one?.trim());
    });
    if (words.includes(name)) return;
  }
  throw new Error(`“${name}” cannot be reached with Tab.`);
}
