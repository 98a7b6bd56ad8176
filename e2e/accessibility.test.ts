import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { findBarriers, keep, signIn, startBrowser, startLibrary, visit, type Library } from './library.ts';

const PAGES = [
  { name: 'home', at: '/' },
  { name: 'results', at: '/search?q=dostoievsky' },
  { name: 'record', at: '/records/188' },
  { name: 'sign-in', at: '/sign-in' },
  { name: 'account', at: '/account', as: '2000000001' },
  { name: 'profile', at: '/account/profile', as: '2000000001' },
  { name: 'reservations', at: '/account/holds', as: '2000000001' },
  { name: 'desk', at: '/desk?patron=1', as: 'librarian' },
  { name: 'overdue', at: '/circulation/overdue', as: 'librarian' },
  { name: 'hold-shelf', at: '/circulation/hold-shelf', as: 'librarian' },
  { name: 'pick-list', at: '/circulation/pick-list', as: 'librarian' },
  { name: 'queue', at: '/circulation/queues/188', as: 'librarian' },
  { name: 'transfers', at: '/circulation/transfers', as: 'librarian' },
  { name: 'patrons', at: '/patrons', as: 'librarian' },
  { name: 'patron', at: '/patrons/1', as: 'librarian' },
  { name: 'record-editor', at: '/catalogue-admin/records/188', as: 'librarian' },
  { name: 'policies', at: '/policies', as: 'librarian' },
  { name: 'calendars', at: '/calendars', as: 'librarian' },
  { name: 'calendar-preset', at: '/calendars/preset', as: 'librarian' },
  { name: 'imports', at: '/imports', as: 'librarian' },
  { name: 'dashboard', at: '/dashboard', as: 'librarian' },
  { name: 'own-data', at: '/account/privacy', as: '2000000001' },
  { name: 'patron-data', at: '/patrons/1/privacy', as: 'librarian' },
  { name: 'erasure-requests', at: '/privacy', as: 'librarian' },
  { name: 'retention', at: '/privacy/retention', as: 'admin' },
  { name: 'erasure-receipts', at: '/privacy/receipts', as: 'librarian' },
  { name: 'staff', at: '/staff', as: 'admin' },
  { name: 'settings', at: '/settings', as: 'admin' },
  { name: 'audit', at: '/audit', as: 'admin' },
] as const;

describe('every page has no barrier that axe can find', () => {
  let library: Library;
  let browser: Browser;

  before(async () => {
    [library, browser] = await Promise.all([startLibrary(), startBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await library?.close();
  });

  for (const { name, at, ...rest } of PAGES) {
    it(name, async () => {
      const page = await visit(browser, library, '/sign-in');
      if ('as' in rest) await signIn(page, rest.as, at);
      else await page.goto(at);
      for (const scheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme: scheme });
        for (const width of [1440, 390]) {
          await page.setViewportSize({ width, height: 900 });
          await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
          await page.waitForLoadState('networkidle');
          await keep(page, `page-${name}-${scheme}-${width}`);
          assert.deepEqual(await findBarriers(page), [], `${scheme}, ${width} px wide`);
        }
      }
      await page.context().close();
    });
  }
});
