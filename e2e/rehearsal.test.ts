import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { keep, signIn, startBrowser, startLibrary, visit, type Library } from './library.ts';

describe('a rehearsal of the rules', () => {
  let library: Library;
  let browser: Browser;

  before(async () => {
    [library, browser] = await Promise.all([startLibrary(), startBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await library?.close();
  });

  it('shows what a draft would have changed, then publishes it', async () => {
    const page = await visit(browser, library);
    await signIn(page, 'librarian', '/policies/rehearsals');
    await page.getByLabel('Name of the draft').fill('A week for everybody');
    await page.getByRole('button', { name: 'Begin a draft' }).click();
    await page.getByText('Nothing yet: change a rule below.').waitFor();

    const rule = page.locator('app-policy-row').filter({ has: page.getByText('Loan period', { exact: true }) });
    await rule.getByRole('combobox').selectOption('value');
    await rule.getByRole('textbox').fill('7');
    await page.keyboard.press('Tab');
    const changes = page.getByRole('region', { name: 'What the draft changes' });
    await changes.getByText('7 days').waitFor();

    await page.getByRole('button', { name: 'Rehearse', exact: true }).click();
    await page.getByRole('region', { name: 'What would have been different' }).getByText('0 later').waitFor();
    await page.getByRole('heading', { name: 'Examples' }).waitFor();
    await keep(page, 'rehearsal-report');

    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
    await page.getByText('Published', { exact: true }).waitFor();
    await page.goto('/policies');
    await rule.getByText('Set here.').waitFor();
  });
});
