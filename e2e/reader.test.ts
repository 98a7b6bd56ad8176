import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { keep, startBrowser, startLibrary, visit, type Library } from './library.ts';
import { PASSWORD, setStage } from './stage.ts';

describe('a reader', () => {
  let library: Library;
  let browser: Browser;

  before(async () => {
    [library, browser] = await Promise.all([startLibrary(), startBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await library?.close();
  });

  it('finds a misspelt title, reserves it and cancels the reservation', async () => {
    const stage = await setStage(library);
    const reader = await stage.reader('Lovelace');
    await stage.password(reader);
    const { title } = await stage.copy('La Mémoire des échelles');
    const page = await visit(browser, library);

    const search = page.getByRole('search', { name: 'Search the catalogue' });
    await search.getByRole('combobox').fill('memoire des echeles');
    await search.getByRole('button', { name: 'Search', exact: true }).click();
    await keep(page, 'reader-results');
    await page.getByRole('heading', { name: title }).getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();

    await page.getByRole('link', { name: 'Reserve' }).click();
    await page.getByLabel('Card number or user name').fill(reader.card);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
    const dialog = page.getByRole('dialog', { name: `Reserve “${title}”` });
    await dialog.getByRole('radio', { name: 'Bibliothèque des Tilleuls' }).check();
    await keep(page, 'reader-reserve');
    await dialog.getByRole('button', { name: 'Reserve' }).click();
    await page.getByRole('heading', { name: 'It is reserved' }).waitFor();
    await page.getByRole('link', { name: 'My reservations' }).click();

    const line = page.getByRole('main').getByRole('listitem').filter({ hasText: title });
    await line.waitFor();
    assert.equal(
      (await line.getByLabel('Collect at').locator('option:checked').innerText()).trim(),
      'Bibliothèque des Tilleuls',
    );
    await keep(page, 'reader-reservations');
    await line.getByRole('button', { name: `Cancel ${title}` }).click();
    await page.getByRole('button', { name: 'Cancel the reservation' }).click();
    await line.waitFor({ state: 'detached' });
  });

  it('sees a page that takes longer, and no error, while the database is away for a moment', async () => {
    const page = await visit(browser, library);
    const body = JSON.stringify({ type: 'about:blank', status: 503, code: 'database_unavailable', title: 'Away' });
    let refused = 0;
    await page.route(/\/api\/v1\/records\?/, async (route) => {
      if (refused === 2) return route.continue();
      refused += 1;
      return route.fulfill({
        status: 503,
        headers: { 'retry-after': '1' },
        contentType: 'application/problem+json',
        body,
      });
    });
    await page.goto('/search?q=LETRANGER');
    await page.getByRole('heading', { name: 'L’Étranger' }).waitFor();
    assert.equal(refused, 2);
    assert.equal(await page.getByRole('alert').count(), 0);
  });

  it('gets to a page whose script did not come the first time', async () => {
    const page = await visit(browser, library);
    await page.getByRole('search', { name: 'Search the catalogue' }).waitFor();
    let lost = 0;
    await page.route(/chunk-[\w-]+\.js$/, async (route) => {
      if (lost > 0) return route.continue();
      lost += 1;
      return route.abort('connectionreset');
    });
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByLabel('Card number or user name').waitFor();
    assert.equal(lost, 1);
  });

  it('finds titles without their accents, case or apostrophe', async () => {
    const page = await visit(browser, library, '/search?q=LETRANGER');
    await page.getByRole('heading', { name: 'L’Étranger' }).waitFor();
    await page.goto('/search?q=dostoyevski');
    await page.getByRole('heading', { name: 'L’Idiot' }).waitFor();
  });

  it('changes language and appearance, which stay after a reload', async () => {
    const page = await visit(browser, library);
    const html = page.locator('html');
    await page.getByRole('heading', { level: 1 }).waitFor();
    assert.equal(await html.getAttribute('lang'), 'en');

    await page.getByRole('button', { name: 'Français' }).click();
    await page.getByRole('link', { name: 'Se connecter' }).waitFor();
    assert.equal(await html.getAttribute('lang'), 'fr');
    await page.getByRole('button', { name: 'Compte et affichage' }).click();
    await page.getByRole('radio', { name: 'Sombre' }).check({ force: true });
    const dark = await page.locator('body').evaluate((body) => getComputedStyle(body).colorScheme);
    await keep(page, 'reader-french-dark');

    await page.reload();
    await page.getByRole('link', { name: 'Se connecter' }).waitFor();
    assert.equal(await html.getAttribute('lang'), 'fr');
    assert.equal(await html.getAttribute('data-theme'), 'dark');
    assert.equal(dark, 'dark');
  });
});
