import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { findBarriers, keep, signIn, startBrowser, startLibrary, visit, type Library } from './library.ts';
import { setStage, type Stage } from './stage.ts';

describe('what readers may ask of their data', () => {
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

  it('a reader takes it all out, asks to be erased, and is, with a receipt that names nobody', async () => {
    const reader = await stage.reader('Forgotten', 250);
    await stage.password(reader);
    const own = await visit(browser, library);
    await signIn(own, reader.card, '/account/privacy');
    const ask = own.getByRole('button', { name: 'Ask to be erased' });
    await own.getByText('€2.50 is still owed.').waitFor();
    assert.ok(await ask.isDisabled());
    const download = own.waitForEvent('download');
    await own.getByRole('link', { name: 'A page to read' }).click();
    assert.equal((await download).suggestedFilename(), 'personal-data.html');

    const desk = await visit(browser, library);
    await signIn(desk, 'librarian', `/patrons/${reader.id}/privacy`);
    await desk.getByText('€2.50 is still owed.').waitFor();
    const paid = await desk.context().request.post(`/api/v1/patrons/${reader.id}/payments`, { data: { amount: 250 } });
    assert.ok(paid.ok(), await paid.text());

    await own.reload();
    await ask.click();
    await own.getByRole('dialog').getByRole('button', { name: 'Ask to be erased' }).click();
    await own.getByRole('button', { name: 'Take the request back' }).waitFor();
    assert.deepEqual(await findBarriers(own), []);

    await desk.goto('/privacy');
    await desk.getByRole('button', { name: `Erase ${reader.name}` }).click();
    assert.deepEqual(await findBarriers(desk), []);
    await desk.getByRole('dialog').getByRole('button', { name: 'Erase for good' }).click();
    await desk.getByRole('heading', { name: /^E-\d{4}-\d{6}$/ }).waitFor();
    assert.deepEqual(await findBarriers(desk), []);
    await keep(desk, 'privacy-receipt');
    assert.doesNotMatch(await desk.locator('main').innerText(), /Forgotten/);
    const address = await desk.getByRole('link', { name: /^Receipt as PDF/ }).getAttribute('href');
    const pdf = await desk.context().request.get(address!);
    assert.equal(pdf.headers()['content-type'], 'application/pdf');

    await own.reload();
    await own.getByRole('heading', { name: 'Sign in' }).waitFor();
    await Promise.all([own.context().close(), desk.context().close()]);
  });

  it('an administrator keeps loans for less long, once sure of it', async () => {
    const page = await visit(browser, library);
    await signIn(page, 'admin', '/privacy/retention');
    const days = page.getByRole('textbox', { name: 'Days: Whose a past loan was' });
    await days.fill('0');
    await page.getByText('A whole number from 1 to 3650').waitFor();
    const save = page.getByRole('button', { name: 'Save', exact: true });
    assert.ok(await save.isDisabled());
    await days.fill('7');
    await keep(page, 'privacy-retention');
    await save.click();
    await page.getByRole('dialog').getByText('Whose a past loan was').waitFor();
    await page.getByRole('button', { name: 'Save them' }).click();
    await page.getByText('Saved. It counts from the next night on.').waitFor();
    await page.getByText(/A run now would make [\d,]+ loans? anonymous/).waitFor();
    await page.reload();
    assert.equal(await days.inputValue(), '7');
    await page.context().close();
  });
});
