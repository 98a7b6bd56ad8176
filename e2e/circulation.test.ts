import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { keep, signIn, startBrowser, startLibrary, visit, type Library } from './library.ts';
import { setStage, type Stage } from './stage.ts';

async function seeOutcome(page: Page, headline: RegExp | string): Promise<void> {
  await page
    .getByRole('region', { name: 'Result of the last action' })
    .getByRole('heading', { name: headline })
    .waitFor();
}

/** The names of those who wait, in their order. */
async function waitingReaders(page: Page): Promise<string[]> {
  const queue = page.getByRole('region', { name: /^Waiting/ });
  await queue.getByRole('listitem').first().waitFor();
  return queue.getByRole('listitem').getByRole('link').allInnerTexts();
}

/**
 * Fires a code into a field of a day as a scanner does: all keys at once, each of which the browser takes for a part of the day.
 * Within the page, because no driver from outside types as fast at all times.
 */
async function fireScanner(field: Locator, code: string): Promise<void> {
  await field.evaluate((element: HTMLInputElement, keys) => {
    element.focus();
    const press = (key: string) =>
      element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    for (const key of keys) {
      press(key);
      element.value = '0003-03-03';
      element.dispatchEvent(new InputEvent('input', { data: key, bubbles: true }));
    }
    press('Enter');
  }, code);
}

describe('circulation behind the desk', () => {
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

  it('dates a return back, even when the scanner fires into the day', async () => {
    const { barcode, dueAt } = await stage.overdueLoan();
    const page = await visit(browser, library);
    await signIn(page, 'librarian', '/desk');
    await page.locator('#scan:focus').waitFor();

    await page.keyboard.press('Shift+F4');
    const terms = page.getByRole('group', { name: 'Returns dated back' });
    const day = terms.getByLabel('Came back on');
    await day.fill(dueAt.slice(0, 10));
    await terms.getByLabel('at').fill('06:30');
    await terms.getByText('Each return counts as of then.').waitFor();
    await keep(page, 'desk-backdating');

    await fireScanner(day, barcode);
    await seeOutcome(page, /^(Returned|Put|Send)/);
    await page.getByText(/^Counted as of .*06:30/).waitFor();
    assert.equal(await day.inputValue(), dueAt.slice(0, 10));
    await keep(page, 'desk-backdated');

    await page.keyboard.press('Shift+F4');
    await terms.waitFor({ state: 'detached' });
    await page.locator('#scan:focus').waitFor();
  });

  it('puts a queue into another order by the keyboard', async () => {
    const copy = await stage.copy('The Long Wait');
    const [has, first, second] = [
      await stage.reader('Having'),
      await stage.reader('First'),
      await stage.reader('Second'),
    ];
    await stage.lend(has, copy);
    for (const reader of [first, second]) await stage.hold(reader, copy);
    const page = await visit(browser, library);
    await signIn(page, 'librarian', `/records/${copy.recordId}`);
    await page.getByRole('link', { name: 'Queue of reservations (2)' }).click();
    assert.deepEqual(await waitingReaders(page), [first.name, second.name]);

    await page.getByRole('button', { name: `Move ${first.name}, 1 of 2` }).focus();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('button', { name: `Move ${first.name}, 2 of 2` }).waitFor();
    await keep(page, 'queue-reordered');
    await page.getByRole('button', { name: 'Save the order' }).click();
    await page.getByText('The new order is saved.').waitFor();
    await page.reload();
    assert.deepEqual(await waitingReaders(page), [second.name, first.name]);

    await signIn(page, 'assistant', `/circulation/queues/${copy.recordId}`);
    assert.deepEqual(await waitingReaders(page), [second.name, first.name]);
    assert.equal(await page.getByRole('button', { name: /^Move/ }).count(), 0);
  });

  it('fetches from the shelf, keeps, and takes off the hold shelf what nobody collects', async () => {
    const copy = await stage.copy('A Shelf of One’s Own');
    const reader = await stage.reader('Absent');
    await stage.hold(reader, copy);
    const page = await visit(browser, library);
    await signIn(page, 'librarian', '/circulation/pick-list');
    await page.getByRole('row', { name: copy.title }).waitFor();
    await page.getByLabel('Scan what you have found').fill(copy.barcode);
    await page.keyboard.press('Enter');
    await page.getByText(`Put on the hold shelf for ${reader.name}`).waitFor();
    await page.getByRole('row', { name: copy.title }).waitFor({ state: 'detached' });

    await page.getByRole('link', { name: 'Hold shelf' }).click();
    const ready = page.getByRole('region', { name: 'Waiting to be collected' });
    await ready.getByRole('row', { name: reader.name }).waitFor();
    await keep(page, 'hold-shelf');

    await page.goto(`/circulation/queues/${copy.recordId}`);
    await page.getByRole('listitem').filter({ hasText: reader.name }).getByRole('button', { name: 'Cancel' }).click();
    await page.getByLabel('Why? (if you like)').fill('Moved away');
    await page.getByRole('button', { name: 'Cancel the reservation' }).click();
    await page.getByText('Reservation cancelled.').waitFor();

    await page.goto('/circulation/hold-shelf');
    const left = page.getByRole('row', { name: `${reader.name} reservation cancelled` });
    await left.getByText('Nobody waits for it: back to its shelf, or home').waitFor();
    await left.getByRole('button', { name: /^Done/ }).click();
    await left.waitFor({ state: 'detached' });
  });

  it('reserves one volume for a reader', async () => {
    const copy = await stage.copy('A Saga in Parts', { volume: 'T. 2' });
    const reader = await stage.reader('Following');
    const page = await visit(browser, library);
    await signIn(page, 'librarian', `/records/${copy.recordId}`);
    await page.getByRole('link', { name: 'Reserve for a reader' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reader').fill(reader.card);
    await dialog.getByRole('button', { name: reader.name }).click();
    assert.equal(await dialog.getByLabel('What is reserved').inputValue(), 'volume:T. 2');
    await dialog.getByRole('button', { name: 'Reserve' }).click();
    await page.getByText('Reserved, number 1 in the queue.').waitFor();
    await page
      .getByRole('region', { name: /^Waiting/ })
      .getByText('T. 2')
      .waitFor();
  });
});
