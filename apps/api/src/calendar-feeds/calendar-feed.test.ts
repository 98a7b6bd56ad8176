import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import { writeFeed, type FeedFacts, type FeedHold, type FeedLoan } from './calendar-feed.ts';

const branch = { name: 'Médiathèque', address: '1 rue Neuve\n75001 Paris', timeZone: 'Europe/Paris' };
const loan: FeedLoan = {
  id: 7,
  title: 'Le Grand Meaulnes',
  dueAt: '2026-03-23T22:59:00.000Z',
  isHourly: false,
  checkedOutAt: '2026-03-02T09:00:00.000Z',
  version: 3,
  branch,
};
const hold: FeedHold = {
  id: 9,
  title: 'Middlemarch',
  readyAt: '2026-03-02T09:00:00.000Z',
  pickupUntil: '2026-03-10',
  version: 2,
  branch,
};
const facts = (more: Partial<FeedFacts>): FeedFacts => ({
  language: 'en',
  libraryName: 'Town library',
  host: 'library.example',
  accountUrl: 'https://library.example/account',
  loans: [],
  holds: [],
  now: Temporal.Instant.from('2026-03-02T10:00:00Z'),
  ...more,
});

/** What a calendar program reads. */
function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  const events = calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      sequence: event.sequence,
      summary: event.summary,
      start: event.startDate.toICALString(),
      description: event.description,
      location: event.location,
      url: component.getFirstPropertyValue('url'),
      transparency: component.getFirstPropertyValue('transp'),
    };
  });
  return { name: calendar.getFirstPropertyValue('x-wr-calname'), events };
}

describe('a calendar feed', () => {
  it('has a loan of days on its whole day at the branch', () => {
    assert.deepEqual(read(writeFeed(facts({ loans: [loan] }))), {
      name: 'My loans – Town library',
      events: [
        {
          uid: 'loan-7@library.example',
          sequence: 2,
          summary: 'Due back: Le Grand Meaulnes',
          start: '20260323',
          description: null,
          location: 'Médiathèque, 1 rue Neuve, 75001 Paris',
          url: 'https://library.example/account',
          transparency: 'TRANSPARENT',
        },
      ],
    });
  });

  it('takes the day from the time zone of the branch', () => {
    const at = (timeZone: string) =>
      read(writeFeed(facts({ loans: [{ ...loan, branch: { ...branch, timeZone } }] }))).events[0]?.start;
    assert.equal(at('Europe/Paris'), '20260323');
    // 22:59 UTC is the next day there.
    assert.equal(at('Asia/Tokyo'), '20260324');
  });

  it('has a loan of hours at its instant, and says the time of the branch', () => {
    const [event] = read(
      writeFeed(facts({ loans: [{ ...loan, isHourly: true, dueAt: '2026-07-02T15:30:00.000Z' }] })),
    ).events;
    assert.equal(event?.start, '20260702T153000Z');
    assert.equal(event?.description, 'Due back by 17:30 (Europe/Paris).');
  });

  it('has a reserved copy on the last day on which it can be fetched', () => {
    const [event] = read(writeFeed(facts({ holds: [hold] }))).events;
    assert.deepEqual(
      [event?.uid, event?.summary, event?.start, event?.url],
      [
        'hold-9@library.example',
        'Last day to collect: Middlemarch',
        '20260310',
        'https://library.example/account/holds',
      ],
    );
  });

  it('says what is overdue, in the reader’s language', () => {
    const late = { ...loan, dueAt: '2026-03-01T22:59:00.000Z' };
    const { name, events } = read(writeFeed(facts({ language: 'fr', loans: [late, loan], holds: [hold] })));
    assert.equal(name, 'Mes prêts – Town library');
    assert.deepEqual(
      events.map(({ summary }) => summary),
      ['En retard : Le Grand Meaulnes', 'À rendre : Le Grand Meaulnes', 'À retirer au plus tard : Middlemarch'],
    );
  });

  it('keeps commas, semicolons and line breaks of titles and names', () => {
    const title = 'Oui, non; \\ peut-être\nEND:VEVENT';
    const text = writeFeed(facts({ libraryName: 'A, B; C', loans: [{ ...loan, title }] }));
    assert.match(text, /^NAME:My loans – A\\, B\\; C\r$/m);
    assert.deepEqual(
      read(text).events.map(({ summary }) => summary),
      [`Due back: ${title}`],
    );
  });

  it('is the same text for the same facts, in lines that calendar programs take', () => {
    const text = writeFeed(facts({ loans: [{ ...loan, title: 'é'.repeat(200) }], accountUrl: null }));
    assert.equal(text, writeFeed(facts({ loans: [{ ...loan, title: 'é'.repeat(200) }], accountUrl: null })));
    assert.ok(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75));
    assert.doesNotMatch(text, /URL/);
    assert.equal(read(text).events[0]?.summary, `Due back: ${'é'.repeat(200)}`);
  });

  it('is a calendar without events for a reader who has nothing', () => {
    assert.deepEqual(read(writeFeed(facts({}))).events, []);
  });
});
