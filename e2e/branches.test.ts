import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { findBarriers, keep, signIn, startBrowser, startLibrary, visit, type Library } from './library.ts';
import { setStage, type Stage } from './stage.ts';

const OWN = 'Bibliothèque des Tilleuls';
const OTHER = 'Médiathèque Colette';

describe('an assistant of one branch', () => {
  let library: Library;
  let browser: Browser;
  let stage: Stage;

  before(async () => {
    [library, browser] = await Promise.all([startLibrary(), startBrowser()]);
    const branches = (await (await fetch(`${library.url}/api/v1/branches`)).json()) as {
      items: { id: number; name: string }[];
    };
    stage = await setStage(library, 'admin');
    await stage.staffAt('nadia', 'assistant', branches.items.find(({ name }) => name === OWN)!.id);
  });
  after(async () => {
    await browser?.close();
    await library?.close();
  });

  it('lends to readers of every branch at her own, and is told why not at another', async () => {
    // What the stage makes belongs to the other branch.
    const [reader, lent, toLend] = [
      await stage.reader('Guest', 300),
      await stage.copy('Lent There'),
      await stage.copy('Lent Here'),
    ];
    await stage.lend(reader, lent);
    const page = await visit(browser, library);
    await signIn(page, 'nadia', `/desk?patron=${reader.id}`);

    const top = page.getByRole('main');
    await top.getByText(OWN, { exact: true }).waitFor();
    assert.equal(await top.getByRole('combobox', { name: 'Branch' }).count(), 0);
    const places = page.getByRole('navigation', { name: 'Main navigation' });
    await places.getByRole('link', { name: 'Circulation' }).waitFor();
    for (const name of ['Mails', 'Import', 'Staff', 'Jobs']) {
      assert.equal(await places.getByRole('link', { name }).count(), 0, name);
    }

    await page.locator('#scan').fill(toLend.barcode);
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Result of the last action' }).getByRole('heading').waitFor();
    await page.getByRole('link', { name: toLend.title }).first().waitFor();

    await page.goto(`/patrons/${reader.id}/loans`);
    // Claiming is heard at any desk; to charge for a lost copy is for the branch where it was lent.
    for (const [title, canCharge] of [
      [lent.title, 0],
      [toLend.title, 1],
    ] as const) {
      const row = page.getByRole('row', { name: title });
      await row.getByRole('button', { name: /^Lost, claimed returned/ }).click();
      await row.getByRole('button', { name: 'Claims it was returned' }).waitFor();
      assert.equal(await row.getByRole('button', { name: 'Lost', exact: true }).count(), canCharge, title);
    }

    await page.goto('/circulation/overdue');
    const branch = page.getByLabel('Lent at');
    await branch.getByRole('option', { name: OWN }).waitFor({ state: 'attached' });
    assert.deepEqual(await branch.getByRole('option').allInnerTexts(), [OWN]);

    await page.goto('/circulation/hold-shelf?branchId=1');
    await page.getByRole('alert').getByRole('heading', { name: 'Your role does not hold at this branch.' }).waitFor();
    await page.getByText('Work at a branch of yours, or ask an administrator for the role there.').waitFor();
    const shelf = page.getByRole('combobox', { name: /^Branch/ });
    await shelf.getByRole('option', { name: OTHER }).waitFor({ state: 'attached' });
    assert.deepEqual((await shelf.getByRole('option').allInnerTexts()).toSorted(), [OWN, OTHER].toSorted());
    assert.deepEqual(await findBarriers(page), []);
    await keep(page, 'branches-refused');
    await shelf.selectOption(OWN);
    await page.getByRole('alert').waitFor({ state: 'detached' });
    await shelf.getByRole('option', { name: OTHER }).waitFor({ state: 'detached' });
    assert.deepEqual(await shelf.getByRole('option').allInnerTexts(), [OWN]);

    await page.goto('/cash?branch=1');
    await page.getByRole('alert').getByRole('heading', { name: 'Your role does not hold at this branch.' }).waitFor();
    await page.goto('/notices');
    await page.getByText(/^It concerns every branch, and the role of your account \(Nadia Petit\) holds/).waitFor();
    assert.deepEqual(await findBarriers(page), []);
    await keep(page, 'branches-restricted');
  });

  it('is not what somebody is told about who has not signed in', async () => {
    const page = await visit(browser, library, '/no-permission');
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    assert.equal(new URL(page.url()).pathname, '/sign-in');
  });
});
