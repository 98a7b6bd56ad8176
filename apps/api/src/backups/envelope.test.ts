import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { parseIdentities, requireRecipients, seal, unseal, type Seal } from './envelope.ts';

const NO_AGE = spawnSync('age', ['--version']).status !== 0 && 'the program age is not here';

async function sealed(raw: Buffer, recipients: string[] = []): Promise<{ content: Buffer; seal: Seal }> {
  const chunks = Array.from({ length: Math.ceil(raw.length / 10_000) }, (_, n) =>
    raw.subarray(n * 10_000, (n + 1) * 10_000),
  );
  const { sealed: stream, measure } = await seal(Readable.from(chunks), recipients);
  const content = await buffer(stream);
  return { content, seal: { file: 'it', isEncrypted: recipients.length > 0, ...measure() } };
}

const open = async (content: Buffer, how: Seal, identities: string[] = []) =>
  buffer(await unseal(Readable.from([content]), how, identities));

describe('sealing', () => {
  const raw = Buffer.concat([randomBytes(200_000), Buffer.alloc(100_000, 'library ')]);

  it('is zstd that any other program opens, and comes back as it was', async () => {
    const { content, seal: how } = await sealed(raw);
    assert.ok(zstdDecompressSync(content).equals(raw));
    assert.equal(how.raw.bytes, raw.length);
    assert.ok((await open(content, how)).equals(raw));
  });

  it('for somebody opens with their key only', async () => {
    const [mine, yours, other] = await Promise.all([1, 2, 3].map(() => generateX25519Identity()));
    const recipients = await Promise.all([mine!, yours!].map((identity) => identityToRecipient(identity)));
    const { content, seal: how } = await sealed(raw, recipients);
    assert.ok((await open(content, how, [mine!])).equals(raw));
    assert.ok((await open(content, how, [other!, yours!])).equals(raw));
    await assert.rejects(open(content, how, [other!]), { code: 'backup_key_wrong' });
    await assert.rejects(open(content, how), { code: 'backup_key_missing' });
  });

  it('notices every byte that is changed, missing or too many, encrypted or not', async () => {
    const identity = await generateX25519Identity();
    const small = Buffer.from('a library in a few words');
    for (const recipients of [[], [await identityToRecipient(identity)]]) {
      const { content, seal: how } = await sealed(small, recipients);
      for (let at = 0; at < content.length; at += 1) {
        const changed = Buffer.from(content);
        changed[at]! ^= 1;
        await assert.rejects(open(changed, how, [identity]), { code: /^backup_(damaged|key_wrong)$/ }, `byte ${at}`);
        await assert.rejects(
          open(content.subarray(0, at), how, [identity]),
          { code: 'backup_damaged' },
          `cut at ${at}`,
        );
      }
      await assert.rejects(open(Buffer.concat([content, small]), how, [identity]), { code: 'backup_damaged' });
    }
  });

  it('notices a whole file that is another', async () => {
    const { seal: how } = await sealed(raw);
    await assert.rejects(open(zstdCompressSync(Buffer.from('another')), how), { code: 'backup_damaged' });
  });

  it('fails when what is sealed fails, and does not end as if it were all', async () => {
    async function* half() {
      yield randomBytes(100_000);
      throw new Error('the dump broke off');
    }
    const { sealed: stream } = await seal(Readable.from(half()), []);
    await assert.rejects(buffer(stream), /broke off/);
  });

  it('refuses what is no public key', () => {
    assert.throws(() => requireRecipients(['age1nobody']), { code: 'backup_recipient_invalid' });
  });

  it('is what the program age reads and writes', { skip: NO_AGE }, async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'biblio-age-'));
    try {
      const identity = await generateX25519Identity();
      const recipient = await identityToRecipient(identity);
      const keyFile = `# created: today\n# public key: ${recipient}\n${identity}\n`;
      writeFileSync(path.join(folder, 'key'), keyFile);
      assert.deepEqual(parseIdentities(keyFile), [identity]);
      const { content, seal: how } = await sealed(raw, [recipient]);
      const opened = spawnSync('age', ['-d', '-i', path.join(folder, 'key')], { input: content, maxBuffer: 2 ** 24 });
      assert.ok(zstdDecompressSync(opened.stdout).equals(raw));
      const theirs = spawnSync('age', ['-r', recipient], { input: zstdCompressSync(raw), maxBuffer: 2 ** 24 });
      assert.ok((await open(theirs.stdout, { ...how, stored: {} }, [identity])).equals(raw));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
