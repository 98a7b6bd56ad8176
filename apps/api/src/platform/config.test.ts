import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { ConfigError, readConfig } from './config.ts';
import { withSettingsTable } from './settings-table.ts';

test('an empty environment gives the embedded mode on port 8080', () => {
  const config = readConfig({});
  assert.equal(config.port, 8080);
  assert.equal(config.host, '127.0.0.1');
  assert.equal(config.databaseUrl, `sqlite:${path.resolve('data/biblio.sqlite')}`);
  assert.equal(config.publicUrl, null);
});

const wrong: [Record<string, string>, RegExp][] = [
  [{ PORT: 'eighty' }, /^PORT is "eighty", but must be a whole number from 0 to 65535\.$/],
  [{ PORT: '70000' }, /^PORT is "70000"/],
  [{ PORT: '80.5' }, /^PORT is "80.5"/],
  [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL is "loud", but must be one of fatal,/],
  [{ PUBLIC_URL: 'library.example.org' }, /^PUBLIC_URL must be an address/],
  [{ SMTP_URL: 'http://mail' }, /^SMTP_URL must be an address that begins with smtp:/],
  [{ DATABASE_URL: 'oracle://secret@db' }, /^DATABASE_URL must be sqlite:.* or an address that begins with mysql:/],
  [{ DATABASE_URL: 'mysql://me:secret@db' }, /^DATABASE_URL must look like mysql:/],
  [{ DATABASE_URL: 'mysql://db/biblio' }, /^DATABASE_URL names no user/],
  [{ DATABASE_URL: 'mysql://me@db/biblio?ssl-mode=maybe' }, /^DATABASE_URL has ssl-mode=maybe, but it must be one of/],
  [{ DATABASE_URL: 'mysql://me@db/biblio?ssl-ca=/nowhere' }, /^DATABASE_URL names ssl-ca=\/nowhere, which cannot be/],
  [{ DATABASE_URL: 'mysql://me@db/biblio?charset=latin1' }, /^DATABASE_URL has an unknown parameter charset/],
  [{ DATABASE_POOL_SIZE: '0' }, /^DATABASE_POOL_SIZE is "0", but must be a whole number from 1 to 500/],
  [{ TRUST_PROXY: 'yes' }, /^TRUST_PROXY is "yes"/],
  [{ UPLOAD_LIMIT_BYTES: '1' }, /^UPLOAD_LIMIT_BYTES is "1"/],
  [{ SMTP_URL: 'smtp://a', SMTP_URL_FILE: '/b' }, /^SMTP_URL and SMTP_URL_FILE are both set/],
  [{ SMTP_URL_FILE: '/nowhere/at/all' }, /^SMTP_URL_FILE names \/nowhere\/at\/all, which cannot be read/],
];
for (const [environment, sentence] of wrong) {
  test(`${JSON.stringify(environment)} stops with a sentence`, () => {
    assert.throws(
      () => readConfig(environment),
      (error) => error instanceof ConfigError && sentence.test(error.message),
    );
  });
}

test('a secret never appears in the sentence about it', () => {
  for (const url of ['oracle://secret@db', 'mysql://me:secret@db', 'mysql://me:secret@db/biblio?ssl-mode=maybe']) {
    assert.throws(
      () => readConfig({ DATABASE_URL: url }),
      (error) => error instanceof ConfigError && !error.message.includes('secret'),
    );
  }
});

test('a setting can come from a file', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'biblio-config-'));
  try {
    writeFileSync(path.join(folder, 'smtp'), 'smtp://mail.example.org:25\n');
    assert.equal(readConfig({ SMTP_URL_FILE: path.join(folder, 'smtp') }).smtpUrl, 'smtp://mail.example.org:25');
    writeFileSync(path.join(folder, 'smtp'), '\n');
    assert.equal(readConfig({ SMTP_URL_FILE: path.join(folder, 'smtp') }).smtpUrl, null);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

// Else: node tools/settings.ts
test('the page about the configuration tells of every setting as the code has it', () => {
  const page = readFileSync(new URL('../../../../docs/configuration.md', import.meta.url), 'utf8');
  assert.equal(page, withSettingsTable(page));
});
