import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { after, beforeEach, describe, it } from 'node:test';
import { createScene } from '../../test/circulation-scene.ts';
import { makePatron } from '../../test/factories.ts';
import { smtpError, startMailServer } from '../../test/mail-server.ts';
import { inTransaction } from '../platform/database/database.ts';
import { toTimestamp } from '../platform/clock.ts';
import { createMailer } from './mailer.ts';
import { sendNotices } from './notice-sending.service.ts';
import { MOST_ATTEMPTS } from './retry-delay.ts';

const server = await startMailServer();
const environment = { SMTP_URL: server.url, MAIL_FROM: 'Réseau <biblio@example.org>', PUBLIC_URL: 'https://b.example' };
const s = await createScene({ environment, isShared: true });
after(async () => {
  await s.close();
  await server.close();
});
beforeEach(async () => {
  server.mails.length = 0;
  Object.assign(server, { onRecipient: undefined, onData: undefined, diesInData: false });
  await s.db.deleteFrom('notices').execute();
  await s.clear();
  await s.db
    .updateTable('patrons')
    .set({ email: 'ada@example.org', given_name: 'Zoé', family_name: 'Éluard – Müller', language: 'fr' })
    .where('id', '=', s.readerId)
    .execute();
});

const welcome = (patronId = s.readerId) =>
  inTransaction(s.db, (trx) => s.context.queueNotice(trx, { kind: 'welcome', patronId, branchId: s.branchId }));
const send = (mailer = s.context.mailer!) => sendNotices({ ...s.context, mailer, random: () => 0.5 });
const notices = () => s.db.selectFrom('notices').selectAll().orderBy('id').execute();
const states = async () => (await notices()).map(({ state }) => state);
const NOTHING = { sent: 0, failed: 0, retried: 0, cancelled: 0 };

/** Two readers who are each welcomed. */
async function welcomeTwo(): Promise<void> {
  const email = 'no@example.org';
  await welcome(await makePatron(s.db, { branch_id: s.branchId, given_name: 'No', email }));
  await welcome();
}

describe('sending', () => {
  it('brings a ready hold to the reader, in plain text and HTML, in the language of the reader', async () => {
    await s.db.updateTable('records').set({ title: 'L’Œuvre <au noir>' }).execute();
    await s.lend({ patronId: s.otherReaderId });
    await s.hold(s.readerId);
    await s.takeBack();
    assert.deepEqual(await send(), { ...NOTHING, sent: 1 });
    const [mail] = server.mails;
    assert.equal(mail?.subject, 'Votre réservation est disponible – Desk');
    assert.match(
      mail.text!,
      /^Bonjour Zoé Éluard – Müller,\n\nCe que vous avez réservé vous attend à Desk :\n\n- L’Œuvre/,
    );
    assert.match(mail.text!, /gardé pour vous jusqu’au lundi 9 mars 2026/);
    assert.match(String(mail.html), /<li><strong>L’Œuvre &lt;au noir&gt;<\/strong>/);
    assert.equal(mail.from?.text, '"Desk" <biblio@example.org>');
    assert.deepEqual([mail.to].flat()[0]?.text, 'ada@example.org');
    assert.equal(mail.headers.get('auto-submitted'), 'auto-generated');
    assert.equal(mail.headers.get('list'), undefined);
    const [row] = await notices();
    assert.equal(mail.messageId, `<${row!.message_id}@example.org>`);
    assert.deepEqual([row!.state, row!.address, row!.subject], ['sent', 'ada@example.org', mail.subject]);
    assert.deepEqual(await send(), NOTHING);
  });

  it('says how to decline what may be declined, and where to answer', async () => {
    await s.db.updateTable('branches').set({ email: 'desk@example.org' }).where('id', '=', s.branchId).execute();
    await welcome();
    await send();
    const [mail] = server.mails;
    assert.equal(mail!.replyTo?.value[0]?.address, 'desk@example.org');
    const list = mail!.headers.get('list') as unknown as { unsubscribe: { url: string } };
    assert.equal(list.unsubscribe.url, 'https://b.example/account/profile');
  });

  it('gives up at once what is refused for good, and says why', async () => {
    server.onRecipient = (address) => (address.startsWith('no@') ? smtpError(550, 'Nobody here') : undefined);
    await welcomeTwo();
    assert.deepEqual(await send(), { ...NOTHING, sent: 1, failed: 1 });
    assert.deepEqual(await states(), ['failed', 'sent']);
    assert.match((await notices())[0]!.error!, /^refused: 550 .*Nobody here/);
    s.now = s.now.add({ hours: 100 });
    assert.deepEqual(await send(), NOTHING);
  });

  it('tries again later what is refused for now, and leaves the others alone', async () => {
    server.onRecipient = (address) => (address.startsWith('no@') ? smtpError(450, 'Greylisted') : undefined);
    await welcomeTwo();
    assert.deepEqual(await send(), { ...NOTHING, sent: 1, retried: 1 });
    assert.deepEqual(await send(), NOTHING);
    s.now = s.now.add({ seconds: 60 });
    server.onRecipient = undefined;
    assert.deepEqual(await send(), { ...NOTHING, sent: 1 });
    assert.deepEqual(await states(), ['sent', 'sent']);
  });

  it('gives up after the last attempt', async () => {
    server.onData = () => smtpError(451, 'Not now');
    await welcome();
    for (let attempt = 1; attempt < MOST_ATTEMPTS; attempt += 1) {
      assert.deepEqual(await send(), { ...NOTHING, retried: 1 }, `attempt ${attempt}`);
      s.now = s.now.add({ hours: 16 });
    }
    assert.deepEqual(await send(), { ...NOTHING, failed: 1 });
    const [row] = await notices();
    assert.deepEqual([row!.state, row!.attempts], ['failed', MOST_ATTEMPTS]);
  });

  it('stops at once when the server hangs, is gone, or dies in the middle of a mail', async () => {
    const silent = createServer(() => {}).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as { port: number };
    const hanging = createMailer({ smtpUrl: `smtp://127.0.0.1:${port}`, mailFrom: 'b@x.org' }, { patienceMs: 50 })!;
    await welcomeTwo();
    assert.deepEqual(await send(hanging), { ...NOTHING, retried: 1 });
    hanging.close();
    silent.close();
    const gone = createMailer({ smtpUrl: `smtp://127.0.0.1:${port}`, mailFrom: 'b@x.org' }, { patienceMs: 500 })!;
    s.now = s.now.add({ minutes: 5 });
    assert.deepEqual(await send(gone), { ...NOTHING, retried: 1 });
    gone.close();
    s.now = s.now.add({ minutes: 5 });
    server.diesInData = true;
    assert.deepEqual(await send(), { ...NOTHING, retried: 1 });
    assert.deepEqual(
      (await notices()).map(({ state, error }) => [state, error?.split(':')[0]]),
      [
        ['queued', 'unreachable'],
        ['queued', 'unreachable'],
      ],
    );
    server.diesInData = false;
    s.now = s.now.add({ minutes: 10 });
    assert.deepEqual(await send(), { ...NOTHING, sent: 2 });
    assert.equal(server.mails.length, 2);
  });

  it('drops what is no longer true, or has nobody to go to', async () => {
    const loanId = (await s.lend()).json().loan.id as number;
    const dueAt = (await s.db.selectFrom('loans').select('due_at').executeTakeFirstOrThrow()).due_at;
    const recall = { kind: 'recall', loanId, dueAt, previousDueAt: dueAt } as const;
    await inTransaction(s.db, (trx) =>
      s.context.queueNotice(trx, { ...recall, patronId: s.readerId, branchId: s.branchId }),
    );
    await s.takeBack();
    const silent = await makePatron(s.db, { branch_id: s.branchId, email: 'gone@example.org' });
    await welcome(silent);
    await s.db.updateTable('patrons').set({ email: null }).where('id', '=', silent).execute();
    assert.deepEqual(await send(), { ...NOTHING, cancelled: 2 });
    assert.deepEqual(
      (await notices()).map(({ error }) => error),
      ['no_longer_true', 'no_address'],
    );
    assert.equal(server.mails.length, 0);
  });

  it('sends a receipt of what was lent and brought back in a visit', async () => {
    await s.policy('isReceiptMailed', true);
    await s.lend();
    s.now = s.now.add({ minutes: 1 });
    await s.takeBack();
    assert.deepEqual(await send(), NOTHING);
    s.now = s.now.add({ minutes: 10 });
    assert.deepEqual(await send(), { ...NOTHING, sent: 1 });
    assert.match(server.mails[0]!.text!, /- Rendu : Le Grand Meaulnes \(SCENE1\)/);
  });

  it('does not send the receipt of a visit that was undone', async () => {
    await s.policy('isReceiptMailed', true);
    const loanId = (await s.lend()).json().loan.id as number;
    await s.undo('checkout', loanId);
    s.now = s.now.add({ minutes: 10 });
    assert.deepEqual(await send(), { ...NOTHING, cancelled: 1 });
  });
});

describe('several senders', () => {
  it('send each mail once', async () => {
    for (let n = 0; n < 12; n += 1) {
      await welcome(await makePatron(s.db, { branch_id: s.branchId, email: `reader${n}@example.org` }));
    }
    const results = await Promise.all([send(), send(), send()]);
    assert.equal(
      results.reduce((sum, { sent }) => sum + sent, 0),
      12,
    );
    const addresses = server.mails.map(({ to }) => [to].flat()[0]?.text);
    assert.deepEqual([new Set(addresses).size, addresses.length], [12, 12]);
  });

  it('let one that was too slow not undo what another has done since', async () => {
    await welcome();
    server.onData = async () => {
      if (server.mails.length > 0) return undefined;
      s.now = s.now.add({ minutes: 6 });
      server.onData = undefined;
      await send();
      return smtpError(451, 'Too slow');
    };
    await send();
    assert.deepEqual(await states(), ['sent']);
    assert.equal((await notices())[0]!.attempts, 2);
  });
});

/** A process that sends what is due in a database, at a given moment. */
const PROCESS = `
  import { Temporal } from 'temporal-polyfill';
  import { openDatabase } from '${new URL('../platform/database/database.ts', import.meta.url)}';
  import { createMailer } from '${new URL('./mailer.ts', import.meta.url)}';
  import { sendNotices } from '${new URL('./notice-sending.service.ts', import.meta.url)}';
  const [databaseUrl, smtpUrl, moment] = process.argv.slice(1);
  const db = openDatabase(databaseUrl);
  const mailer = createMailer({ smtpUrl, mailFrom: 'biblio@example.org' });
  const log = { warn: console.error, error: console.error };
  const clock = () => Temporal.Instant.from(moment);
  console.log(JSON.stringify(
    await sendNotices({ db, clock, log, mailer, config: { publicUrl: null }, random: () => 0.5 }),
  ));
  mailer.close();
  await db.destroy();
`;

describe('a process killed', () => {
  const start = (url = server.url) =>
    spawn(
      process.execPath,
      ['--input-type=module', '-e', PROCESS, s.context.config.databaseUrl, url, toTimestamp(s.now)],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    );
  beforeEach(() => welcome());

  it('between the claim and the sending leaves the mail to the next after its lease', async () => {
    const killed = await new Promise<ReturnType<typeof start>>((resolve) => {
      const listening = createServer(() => {
        child.kill('SIGKILL');
        listening.close();
        resolve(child);
      }).listen(0, '127.0.0.1');
      let child: ReturnType<typeof start>;
      listening.once('listening', () => {
        child = start(`smtp://127.0.0.1:${(listening.address() as { port: number }).port}`);
      });
    });
    if (killed.signalCode === null) await once(killed, 'exit');
    assert.deepEqual(await states(), ['sending']);
    assert.deepEqual(await send(), NOTHING);
    s.now = s.now.add({ minutes: 5 });
    assert.deepEqual(await send(), { ...NOTHING, sent: 1 });
    assert.equal(server.mails.length, 1);
  });

  it('between the sending and its note sends it again, as the same message', async () => {
    const child = start();
    server.onData = async () => {
      // Taken by the server, and the sender never hears of it.
      server.onData = undefined;
      child.kill('SIGKILL');
      await once(child, 'exit');
      return undefined;
    };
    await once(child, 'exit');
    assert.deepEqual(await states(), ['sending']);
    s.now = s.now.add({ minutes: 5 });
    assert.deepEqual(await send(), { ...NOTHING, sent: 1 });
    assert.deepEqual(await states(), ['sent']);
    assert.equal(server.mails.length, 2);
    assert.equal(server.mails[0]!.messageId, server.mails[1]!.messageId);
  });
});
