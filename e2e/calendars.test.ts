import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { findBarriers, keep, signIn, startBrowser, startLibrary, visit, type Library } from './library.ts';

describe('calendars', () => {
  let library: Library;
  let browser: Browser;

  before(async () => {
    [library, browser] = await Promise.all([startLibrary(), startBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await library?.close();
  });

  it('take over the holidays of a preset, which the year then shows', async () => {
    const page = await visit(browser, library);
    await signIn(page, 'librarian', '/calendars');
    await page.getByRole('link', { name: 'Add from a preset' }).click();
    await page.getByRole('combobox', { name: 'Region' }).selectOption('Alsace-Moselle');
    const days = page.getByRole('region', { name: 'The days' });
    // The sample library closes on the holidays of France: what is left are the two of Alsace and Moselle.
    const goodFridays = days.getByRole('checkbox', { name: /Good Friday/ });
    await goodFridays.first().waitFor();
    assert.equal(
      await days
        .getByRole('checkbox', { name: /Easter Monday/ })
        .first()
        .isDisabled(),
      true,
    );
    await days.getByRole('button', { name: 'Add 3 entries' }).waitFor();
    assert.deepEqual(await findBarriers(page), []);
    await keep(page, 'calendar-preset');
    await days.getByRole('button', { name: 'Add 3 entries' }).click();
    await page.getByText('3 entries were added to the calendar.').waitFor();
    await days.getByRole('button', { name: 'All of them are there' }).waitFor();
    assert.equal(await goodFridays.last().isDisabled(), true);

    await days.getByRole('link', { name: 'To the calendars' }).click();
    await page.getByRole('button', { name: 'Year after' }).click();
    const december = page.getByRole('table', { name: /December/ });
    await december.getByRole('cell', { name: /26 .*Boxing Day/ }).waitFor();
    await page.getByRole('cell', { name: /Good Friday/ }).waitFor();
    await keep(page, 'calendar-year');
  });

  it('show a Sunday that is open, and remove it again', async () => {
    const page = await visit(browser, library);
    await signIn(page, 'librarian', '/calendars');
    const next = new Date().getFullYear() + 1;
    await page.getByRole('button', { name: 'Year after' }).click();
    const december = page.getByRole('table', { name: /December/ });
    const section = page.getByRole('region', { name: 'Exceptional hours and notes' });
    await section.getByRole('button', { name: 'Add exceptional hours or a note' }).click();
    await section.getByLabel('First day').fill(`${next}-12-01`);
    await section.getByLabel('Last day').fill(`${next}-12-24`);
    await section.getByLabel('Reason').fill('Sundays in Advent');
    await section.getByRole('button', { name: 'Add hours on Sunday' }).click();
    await section.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('Added to the calendar.').waitFor();
    await december
      .getByRole('cell', { name: /10:00–18:00 \(Sundays in Advent\)/ })
      .first()
      .waitFor();
    assert.deepEqual(await findBarriers(page), []);
    await keep(page, 'calendar-exceptional-hours');

    await section.getByRole('button', { name: 'Remove “Sundays in Advent”' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await section.getByText('Nothing exceptional.').waitFor();
    assert.equal(await december.getByRole('cell', { name: /Sundays in Advent/ }).count(), 0);
  });

  it('of readers follow an address that is shown once, until it is taken away', async () => {
    const page = await visit(browser, library);
    await signIn(page, '2000000001', '/account/profile');
    await page.getByRole('button', { name: 'Make an address for my calendar' }).click();
    const address = (await page.getByText(/\/calendar-feeds\/.*\.ics$/).textContent())!.trim();
    const read = () => page.context().request.get(address);
    assert.match(await (await read()).text(), /^BEGIN:VCALENDAR/);
    await page.getByText('Your calendar has an address since').waitFor();
    assert.deepEqual(await findBarriers(page), []);
    await keep(page, 'calendar-feed');
    await page.reload();
    await page.getByText('Your calendar has an address since').waitFor();
    assert.equal(await page.getByText(/\/calendar-feeds\//).count(), 0);
    await page.getByRole('button', { name: 'Stop the calendar' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Stop the calendar' }).click();
    await page.getByRole('button', { name: 'Make an address for my calendar' }).waitFor();
    assert.equal((await read()).status(), 404);
  });
});
