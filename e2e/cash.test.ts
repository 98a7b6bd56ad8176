import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { findBarriers, keep, signIn, startBrowser, startLibrary, visit, type Library } from './library.ts';
import { PASSWORD, setStage, type Stage } from './stage.ts';

describe('money at the desk', () => {
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

  it('is charged, paid in part, receipted, refunded, and counted when the day is closed', async () => {
    const reader = await stage.reader('Tiller');
    await stage.password(reader);
    const page = await visit(browser, library);
    await signIn(page, 'librarian', `/desk?patron=${reader.id}`);

    const account = page.getByRole('region', { name: 'Account' });
    await account.getByRole('button', { name: 'Add a charge' }).click();
    await page.getByLabel('Kind').selectOption('Damaged item');
    await page.getByLabel('Amount').fill('12.00');
    await page.getByLabel('What for').fill('A map torn');
    await account.getByRole('button', { name: 'Add the charge' }).click();
    await account.getByText('A map torn').waitFor();

    const amount = page.getByLabel(/^Receive/);
    await amount.fill('8.00');
    await account.getByLabel('Method').selectOption('Card');
    await account.getByLabel('Reference').fill('T-4711');
    await account.getByRole('button', { name: 'Paid' }).click();
    await page.getByRole('heading', { name: '€8.00 received' }).waitFor();
    await page.getByText('€4.00').first().waitFor();
    await keep(page, 'desk-paid');

    const [number] = /\d{4}-\d{6}/.exec(await page.getByText(/^Receipt no\. /).innerText())!;
    await seePdf(page, account.getByRole('link', { name: `Receipt no. ${number} as PDF` }));

    await account.getByRole('button', { name: `Refund receipt no. ${number}` }).click();
    await account.locator('app-account-form').getByLabel('Amount').fill('3.00');
    await account.getByLabel('Why').fill('Charged too much');
    await account.getByRole('button', { name: 'Refund', exact: true }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Refund' }).click();
    await account.getByText('€3.00 given back').waitFor();
    await page.getByText('€7.00').first().waitFor();

    await page.getByRole('link', { name: 'Cash' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Day’s cash' }).waitFor();
    const card = page.getByRole('region', { name: 'Method' }).getByRole('row', { name: /^Card/ });
    await card.getByRole('cell', { name: '€5.00' }).waitFor();
    await page.getByRole('rowheader', { name: number }).waitFor();
    assert.deepEqual(await findBarriers(page), []);
    await keep(page, 'cash-open');

    await page.getByLabel('Counted: Card').fill('4.90');
    await page.getByRole('cell', { name: '-€0.10' }).waitFor();
    await page.getByRole('button', { name: 'Close the day' }).click();
    await page.getByRole('dialog').getByText('There is a difference of -€0.10').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Close the day' }).click();
    await page.getByRole('heading', { name: 'Closed' }).waitFor();
    await page.getByRole('button', { name: 'Close the day' }).waitFor({ state: 'detached' });
    await keep(page, 'cash-closed');
    await seePdf(page, page.getByRole('link', { name: 'PDF', exact: true }).first());

    await signIn(page, reader.card, '/account/charges', PASSWORD);
    await seePdf(page, page.getByRole('link', { name: `Receipt no. ${number} as PDF` }));
  });
});

/** Fetches what a link leads to, as the browser would, and looks whether it is a PDF. */
async function seePdf(page: Page, link: ReturnType<Page['getByRole']>): Promise<void> {
  const answer = await page.context().request.get((await link.getAttribute('href'))!);
  assert.equal(answer.headers()['content-type'], 'application/pdf');
  assert.equal((await answer.body()).subarray(0, 5).toString(), '%PDF-');
}
