import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { addressOf } from './mailer.ts';
import { MOST_ATTEMPTS, retryDelay } from './retry-delay.ts';
import { parseSmtpUrl } from './smtp-options.ts';

describe('the wait after a failed attempt', () => {
  const cases: [number, number | null][] = [
    [1, 60],
    [2, 120],
    [5, 960],
    [10, 30_720],
    [11, 43_200],
    [14, 43_200],
    [15, null],
  ];
  for (const [attempts, seconds] of cases) {
    it(`is ${seconds ?? 'over'} after attempt ${attempts}`, () => assert.equal(retryDelay(attempts, 0.5), seconds));
  }

  it('differs by a quarter at most, and is never shorter than 45 seconds or longer than 15 hours', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: MOST_ATTEMPTS - 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attempts, random) => {
          const delay = retryDelay(attempts, random)!;
          const middle = retryDelay(attempts, 0.5)!;
          assert.ok(delay >= middle * 0.75 && delay <= middle * 1.25 && delay >= 45 && delay <= 15 * 3600);
        },
      ),
    );
  });

  it('lets a mail live through a weekend', () => {
    let seconds = 0;
    for (let attempts = 1; attempts < MOST_ATTEMPTS; attempts += 1) seconds += retryDelay(attempts, 0)!;
    assert.ok(seconds > 40 * 3600, `${seconds / 3600} hours`);
  });
});

describe('SMTP_URL', () => {
  it('says host, port, account and TLS', () => {
    assert.deepEqual(parseSmtpUrl('smtp://me%40x:p%3Aw@mail.example:587?tls=required&verify=false'), {
      host: 'mail.example',
      port: 587,
      secure: false,
      requireTLS: true,
      ignoreTLS: false,
      auth: { user: 'me@x', pass: 'p:w' },
      tls: { rejectUnauthorized: false },
    });
    const plain = parseSmtpUrl('smtps://[::1]');
    assert.ok(typeof plain !== 'string');
    assert.deepEqual([plain.host, plain.port, plain.secure, plain.auth], ['::1', undefined, true, undefined]);
    assert.equal(plain.tls.rejectUnauthorized, true);
  });
  for (const url of ['http://x', 'smtp://', 'smtp://x?tls=maybe', 'smtp://x?verify=1', 'smtp://u:secret@x?pool=1']) {
    it(`refuses ${url}`, () => {
      const fault = parseSmtpUrl(url);
      assert.ok(typeof fault === 'string' && !fault.includes('secret'));
    });
  }
});

describe('addressOf', () => {
  for (const [mailbox, address] of [
    ['Biblio Pro <biblio@localhost>', 'biblio@localhost'],
    ['biblio@localhost', 'biblio@localhost'],
    ['"A <b>" <a@b.org> ', 'a@b.org'],
  ] as const) {
    it(`of ${mailbox} is ${address}`, () => assert.equal(addressOf(mailbox), address));
  }
});
