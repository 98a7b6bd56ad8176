import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { findBarriers, keep, signIn, startBrowser, startLibraryFrom, visit, type OwnLibrary } from './library.ts';

const BIBLIO = fileURLToPath(new URL('../apps/api/src/cli/biblio.ts', import.meta.url));

describe('the page of the backups', () => {
  /** The command line works on its folder. */
  let library: OwnLibrary;
  let browser: Browser;
  let page: Page;

  const biblio = (args: string[], settings: Record<string, string> = {}) =>
    spawnSync(process.execPath, [BIBLIO, ...args], {
      encoding: 'utf8',
      env: { ...process.env, BIBLIO_DATA_DIR: library.folder, LOG_LEVEL: 'fatal', ...settings },
    });
  const see = async (name: string, language: 'fr' | 'en' = 'en') => {
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      assert.deepEqual(await findBarriers(page), [], `${name}, ${width} px wide`);
      const overhang = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(overhang <= 0, `${name} is ${overhang} px wider than ${width}`);
      await keep(page, `backups-${name}-${language}-${width}`);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  };
  const state = () => page.getByRole('region', { name: 'State of the backups' });

  before(async () => {
    [library, browser] = await Promise.all([startLibraryFrom('apps/api/src/main.ts'), startBrowser()]);
    page = await visit(browser, library);
  });
  after(async () => {
    await browser?.close();
    await library?.close();
  });

  it('says what to do before the first, and why the first came to nothing', async () => {
    await signIn(page, 'librarian', '/backups');
    await page.getByRole('heading', { name: 'No backup yet' }).waitFor();
    await see('empty');

    const file = path.join(library.folder, 'in-the-way');
    writeFileSync(file, '');
    assert.equal(biblio(['backup'], { BACKUP_STORE: file }).status, 2);
    await page.reload();
    await page.getByRole('heading', { name: 'Failed attempts' }).waitFor();
    const attempt = page.getByRole('listitem').filter({ hasText: 'The storage of the backups cannot be used.' });
    await attempt.getByText('Not done since').waitFor();
    await page.getByRole('heading', { name: 'No backup yet' }).waitFor();
    await see('only-failed');
  });

  it('shows a backup, a restore that proved it, and one that found it damaged', async () => {
    assert.equal(biblio(['backup']).status, 0);
    await page.reload();
    await state().getByText('No backup was ever restored on trial.').waitFor();
    assert.equal(await state().getByText('The last attempt to back up failed.').count(), 0);
    await page.getByText('Done since').waitFor();

    assert.equal(biblio(['restore', '--verify']).status, 0);
    await page.reload();
    await state().getByText('The library can be brought back').waitFor();
    await page.getByText('Proved', { exact: true }).waitFor();
    await see('proved');

    const store = path.join(library.folder, 'backups/backups');
    const [id] = readdirSync(store);
    const stored = path.join(store, id!, 'biblio.sqlite.zst');
    const content = readFileSync(stored);
    content[Math.floor(content.length / 2)]! ^= 0xff;
    writeFileSync(stored, content);
    assert.equal(biblio(['restore', '--verify']).status, 1);
    await page.reload();
    await state().getByText('The last restore on trial failed.').waitFor();
    await page.getByText('Faulty', { exact: true }).waitFor();
    await page.getByText('(backup_damaged)').waitFor();
  });

  it('shows what fails after it went well, in French too', async () => {
    assert.equal(biblio(['backup'], { BACKUP_AGE_RECIPIENTS: 'age1nonsense' }).status, 2);
    await page.reload();
    await state().getByText('The last attempt to back up failed.').waitFor();
    await page.getByText('The public key for encryption is not one.').waitFor();
    await see('faulty-and-failed');

    const french = await visit(browser, library, '/', { language: 'fr' });
    await page.context().close();
    page = french;
    await signIn(page, 'librarian', '/backups');
    const region = page.getByRole('region', { name: 'État des sauvegardes' });
    await region.getByText('La dernière tentative de sauvegarde a échoué.').waitFor();
    await page.getByText('La clé publique de chiffrement n’en est pas une.').waitFor();
    await see('faulty-and-failed', 'fr');
  });

  it('is not for assistants', async () => {
    const desk = await visit(browser, library);
    await signIn(desk, 'assistant', '/backups');
    await desk.getByRole('heading', { level: 1 }).waitFor();
    assert.equal(await desk.getByRole('link', { name: 'Backups' }).count(), 0);
    assert.equal(await desk.getByRole('heading', { name: 'Backups' }).count(), 0);
    await desk.context().close();
  });
});
