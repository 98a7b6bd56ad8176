import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { parseMysqlUrl, type MysqlAddress } from './mysql-address.ts';

const PLAIN = { host: 'db', port: 3306, user: 'me', password: '', database: 'biblio', tls: null };
const UNCHECKED = { rejectUnauthorized: false, verifyIdentity: false };

const addresses: [string, Partial<MysqlAddress>][] = [
  ['mysql://me@db/biblio', {}],
  ['mysql://me:geheim@db:3307/biblio', { password: 'geheim', port: 3307 }],
  ['mysql://me:p%40ss%2Fw%25@db/biblio', { password: 'p@ss/w%' }],
  ['mysql://m%C3%A9@db/biblio', { user: 'mé' }],
  ['mysql://me@[::1]/biblio', { host: '::1' }],
  ['mysql://me@db/biblio?ssl-mode=disabled', {}],
  ['mysql://me@db/biblio?ssl-mode=REQUIRED', { tls: UNCHECKED }],
  ['mysql://me@db/biblio?ssl_mode=verify_ca', { tls: { rejectUnauthorized: true, verifyIdentity: false } }],
  ['mysql://me@db/biblio?ssl-mode=verify-identity', { tls: { rejectUnauthorized: true, verifyIdentity: true } }],
];
for (const [url, expected] of addresses) {
  test(`${url} is understood`, () => assert.deepEqual(parseMysqlUrl(url), { ...PLAIN, ...expected }));
}

test('a file of authorities alone asks for a certificate signed by one of them', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'biblio-tls-'));
  try {
    const file = path.join(folder, 'ca.pem');
    writeFileSync(file, 'PEM');
    const parsed = parseMysqlUrl(`mysql://me@db/biblio?ssl-ca=${file}`) as MysqlAddress;
    assert.deepEqual(parsed.tls, { ca: 'PEM', rejectUnauthorized: true, verifyIdentity: false });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
