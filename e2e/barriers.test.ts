import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { findBarriers, keep, startBrowser, startLibrary, visit, type Library } from './library.ts';

describe('the readers’ pages have no barrier that axe knows', () => {
  let library: Library;
  let browser: Browser;
  before(async () => {
    library = await startLibrary();
    browser = await startBrowser();
  });
  after(async () => {
    await browser.close();
    await library.close();
  });

  for (const scheme of ['light', 'dark'] as const) {
    for (const [name, at] of [
      ['home', '/'],
      ['results', '/search?q=camus'],
      ['record', '/records/10'],
    ] as const) {
      test(`${name}, ${scheme}`, async () => {
        const page = await visit(browser, library, at, { scheme });
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.waitForLoadState('networkidle');
        assert.deepEqual(await findBarriers(page), []);
        await keep(page, `${name}-${scheme}`);
        await page.context().close();
      });
    }
  }
});
