import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { keep, startBrowser, startLibrary, visit, type Library } from './library.ts';

describe('an empty library', () => {
  let library: Library;
  let browser: Browser;

  before(async () => {
    [library, browser] = await Promise.all([startLibrary('--empty'), startBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await library?.close();
  });

  it('is opened by its first administrator, who adds a title and a reader and lends', async () => {
    const page = await visit(browser, library);
    await page.getByRole('heading', { name: 'Welcome to your library' }).waitFor();
    await keep(page, 'empty-first-administrator');
    await page.getByLabel('Name of the library').fill('Village Library');
    await page.getByLabel('First branch').fill('High Street');
    await page.getByLabel('First and last name').fill('Rosalind Franklin');
    await page.getByLabel('User name').fill('rosalind');
    await page.getByLabel('Password', { exact: true }).fill('a-long-enough-secret');
    await page.getByLabel('Password, again').fill('a-long-enough-secret');
    await page.getByRole('button', { name: 'Create the library' }).click();
    await page.getByRole('link', { name: 'Village Library, Home' }).waitFor();

    // A slow network: the form of a copy is open before the lists that it chooses from have come.
    const lists = Promise.withResolvers<void>();
    await page.route('**/api/v1/item-types', async (route) => {
      await lists.promise;
      await route.continue();
    });
    await page.goto('/catalogue-admin/records/new');
    await page.getByLabel('Title', { exact: true }).fill('The First Book');
    await page.getByRole('button', { name: 'Create the title' }).click();
    await page.getByRole('heading', { level: 1, name: 'The First Book' }).waitFor();
    await page.getByRole('button', { name: 'Add a copy' }).click();
    await page.getByLabel('Barcode').fill('B0001');
    lists.resolve();
    await page.getByLabel('Type', { exact: true }).getByRole('option', { name: 'Book' }).waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Add the copy' }).click();
    await page.getByRole('rowheader', { name: 'B0001' }).waitFor();
    await keep(page, 'empty-first-copy');

    await page.goto('/patrons/new');
    await page.getByLabel('First name').fill('Grace');
    await page.getByLabel('Last name').fill('Hopper');
    await page.getByLabel('Card number').fill('R0001');
    await page.getByRole('button', { name: 'Register the reader' }).click();
    await page.getByRole('link', { name: 'Open at the desk' }).click();
    await page.getByRole('region', { name: 'Grace Hopper' }).waitFor();
    await page.getByRole('combobox', { name: 'Scan or type' }).fill('B0001');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^Lent until/ }).waitFor();
    await keep(page, 'empty-first-loan');
  });
});
