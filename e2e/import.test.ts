import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { keep, signIn, startBrowser, startLibrary, visit, type Library } from './library.ts';

const FILE = `title;author;year;barcode;call number
Le Phare aux oiseaux;Kermadec, Anne;2011;IMPORT1;R KER
The Ferryman’s Almanac;Penrose, Tom;1998;IMPORT2;
La Dune aux lapins;Kermadec, Anne;2014;;R KER
;Nobody, Known;2001;IMPORT3;
`;

describe('an import', () => {
  let library: Library;
  let browser: Browser;

  before(async () => {
    [library, browser] = await Promise.all([startLibrary(), startBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await library?.close();
  });

  it('shows what a file would do, brings it in and reports what it refused', async () => {
    const page = await visit(browser, library);
    await signIn(page, 'librarian', '/imports');
    await page
      .getByLabel('Choose a file')
      .setInputFiles({ name: 'gifts.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE) });

    await page.getByRole('rowheader', { name: 'Le Phare aux oiseaux' }).waitFor();
    await keep(page, 'import-preview');
    await page.getByRole('button', { name: 'Start the import' }).click();
    await page.getByRole('heading', { name: '1 record refused' }).waitFor();
    await page.getByText('1 copy was left out').waitFor();
    await keep(page, 'import-report');

    await page.goto('/search?q=ferrymans almanac');
    await page.getByRole('heading', { name: 'The Ferryman’s Almanac' }).waitFor();
  });
});
