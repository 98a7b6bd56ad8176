import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { makePatron } from '../../test/factories.ts';
import { listFailures } from '../backups/backups.queries.ts';
import { openDatabase } from '../platform/database/database.ts';
import { migrateToLatest } from '../platform/database/migrate.ts';

const PROGRAM = fileURLToPath(new URL('biblio.ts', import.meta.url));

describe('the command line', () => {
  let folder: string;
  const file = (name: string) => path.join(folder, name);
  const biblio = (args: string[], { settings = {}, input = '' } = {}) =>
    spawnSync(process.execPath, [PROGRAM, ...args], {
      encoding: 'utf8',
      input,
      env: { ...process.env, BIBLIO_DATA_DIR: folder, LOG_LEVEL: 'fatal', ...settings },
    });

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'biblio-cli-'));
    const db = openDatabase(`sqlite:${file('biblio.sqlite')}`);
    await migrateToLatest(db);
    await makePatron(db, { given_name: 'Ada' });
    await db.destroy();
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  test('lists its commands, and each has a help', () => {
    const { stdout, status } = biblio(['--help']);
    assert.equal(status, 0);
    const names = ['import', 'export', 'user', 'reindex', 'migrate', 'copy', 'backup', 'restore', 'doctor'];
    for (const name of names) {
      assert.match(stdout, new RegExp(`^  ${name} `, 'm'));
      const help = biblio([name, '--help']);
      assert.deepEqual([help.status, help.stdout.startsWith('Usage: ')], [0, true]);
    }
  });

  test('refuses an unknown command, an unknown option and a wrong setting with exit code 2', () => {
    for (const args of [['sing'], ['backup', '--to-the-moon'], ['restore'], ['import', file('nothing.mrc')]]) {
      const { status, stderr } = biblio(args);
      assert.equal(status, 2, args.join(' '));
      assert.ok(stderr.length > 0 && !stderr.includes('    at '), stderr);
    }
  });

  test('imports a file, changes nothing the second time, and exports it again', () => {
    writeFileSync(
      file('books.csv'),
      'title,author,year\nLa Peste,"Camus, Albert",1947\nBeloved,"Morrison, Toni",1987\n',
    );
    assert.match(biblio(['import', file('books.csv')]).stdout, /2 created/);
    assert.match(biblio(['import', file('books.csv')]).stdout, /0 created, 0 updated, 2 unchanged/);
    assert.equal(existsSync(file('search-index.sqlite')), false, 'the index is the work of the library’s own process');
    assert.equal(biblio(['export', file('out.csv')]).status, 0);
    assert.match(readFileSync(file('out.csv'), 'utf8'), /La Peste/);
  });

  test('an import tells what it refused, on the terminal and in the report', () => {
    writeFileSync(file('bad.csv'), 'title,author\n,"Anon, A"\n');
    const { status, stdout } = biblio(['import', file('bad.csv'), '--report', file('report.jsonl')]);
    assert.equal(status, 1);
    const [line, ...more] = readFileSync(file('report.jsonl'), 'utf8').trim().split('\n');
    assert.equal(JSON.parse(line!).error.code, 'title_missing');
    assert.equal(more.length, 0);
    assert.ok(stdout.includes(line!), stdout);
  });

  test('a backup restores what was there, and what it replaces is kept', () => {
    assert.equal(biblio(['backup', '--to', file('copy.sqlite')]).status, 0);
    assert.equal(biblio(['backup', '--to', file('copy.sqlite')]).status, 2, 'never over another backup');
    writeFileSync(file('more.csv'), 'title\nAdded later\n');
    biblio(['import', file('more.csv')]);
    assert.equal(biblio(['restore', file('copy.sqlite')]).status, 2, 'never over a library unasked');
    const restored = biblio(['restore', file('copy.sqlite'), '--replace']);
    assert.equal(restored.status, 0, restored.stderr);
    assert.match(restored.stdout, /before-restore-/);
    biblio(['export', file('after.csv')]);
    const after = readFileSync(file('after.csv'), 'utf8');
    assert.ok(after.includes('La Peste') && !after.includes('Added later'));
    assert.equal(biblio(['doctor']).status, 0);
  });

  test('a backup of the catalogue is listed, proved and restored by its id or as the latest', () => {
    assert.match(biblio(['backup', 'list']).stdout, /no backups yet/);
    const made = biblio(['backup']);
    assert.equal(made.status, 0, made.stderr);
    const [id] = made.stdout.split(' ');
    assert.match(
      biblio(['backup', 'list']).stdout,
      new RegExp(`^${id} .* records .* not encrypted .* not verified`, 'm'),
    );
    const verified = biblio(['restore', '--verify']);
    assert.match(verified.stdout, /rows as they were, everything holds[^]*Recovery point/, verified.stderr);
    assert.equal(verified.status, 0);
    const [listed] = JSON.parse(biblio(['backup', 'list', '--json']).stdout);
    assert.deepEqual([listed.id, listed.verification.isSound], [id, true]);
    assert.match(biblio(['restore', 'latest']).stderr, /library_present/);
    assert.match(biblio(['restore', 'latest', '--until', '2020-01-01T00:00:00Z']).stderr, /backup_unknown/);
    assert.equal(biblio(['restore', 'latest', '--until', 'yesterday']).status, 2);
    const restored = biblio(['restore', id!, '--replace']);
    assert.equal(restored.status, 0, restored.stderr);
    assert.match(biblio(['backup', 'ship-log']).stderr, /no binary log/);
  });

  test('a backup every day is made and proved at once where there is none, and ends when it is asked to', async () => {
    for (const wrong of [
      ['--daily', 'nightly'],
      ['--prove-after', '7'],
      ['--daily', '03:00', '--prove-after', 'x'],
    ])
      assert.equal(biblio(['backup', ...wrong]).status, 2, wrong.join(' '));
    const settings = { BIBLIO_DATA_DIR: folder, BACKUP_STORE: file('daily'), LOG_LEVEL: 'fatal' };
    const daily = spawn(process.execPath, [PROGRAM, 'backup', '--daily', '03:00', '--prove-after', '7'], {
      env: { ...process.env, ...settings },
    });
    const ended = once(daily, 'close');
    let said = '';
    for await (const chunk of daily.stdout) {
      said += String(chunk);
      if (/^The next backup is due at .*T03:00:00\.000Z\.$/m.test(said)) daily.kill('SIGTERM');
    }
    assert.deepEqual(await ended, [0, null]);
    assert.match(said, /MB in .*daily[^]*everything holds/);
    assert.match(
      biblio(['backup', 'list'], { settings: { BACKUP_STORE: settings.BACKUP_STORE } }).stdout,
      / verified /,
    );
  });

  test('a damaged backup and a file of something else are refused by code', () => {
    writeFileSync(file('text.sqlite'), 'not a database at all, only words');
    assert.match(biblio(['restore', file('text.sqlite'), '--replace']).stderr, /backup_damaged/);
    biblio(['backup', '--to', file('short.sqlite')]);
    truncateSync(file('short.sqlite'), 20_000);
    assert.match(biblio(['restore', file('short.sqlite'), '--replace']).stderr, /backup_damaged/);
    assert.ok(existsSync(file('biblio.sqlite')));
  });

  test('what comes to nothing is told to the library, and a refused call is not', async () => {
    const failures = async () => {
      const db = openDatabase(`sqlite:${file('biblio.sqlite')}`);
      const found = await listFailures(db);
      await db.destroy();
      return found.map(({ action, code }) => `${action} ${code}`);
    };
    biblio(['restore', file('copy.sqlite'), '--replace']);
    assert.deepEqual(await failures(), [], 'a restore forgets those that failed');

    writeFileSync(file('in-the-way'), '');
    const failing = { BACKUP_STORE: file('in-the-way') };
    const backup = biblio(['backup'], { settings: failing });
    assert.equal(backup.status, 2);
    assert.match(backup.stderr, /backup_storage_unavailable/);
    assert.equal(biblio(['restore', '--verify'], { settings: { BACKUP_STORE: 's3://bucket' } }).status, 2);
    assert.equal(biblio(['restore', file('text.sqlite'), '--replace']).status, 2);
    assert.equal(biblio(['restore', 'latest']).status, 2);
    assert.equal(biblio(['restore', file('nothing.sqlite')]).status, 2);
    assert.deepEqual(await failures(), [
      'restore backup_damaged',
      'verify backup_storage_credentials_missing',
      'backup backup_storage_unavailable',
    ]);
  });

  test('a library that is running is not replaced', async () => {
    const db = openDatabase(`sqlite:${file('biblio.sqlite')}`);
    await db.selectFrom('patrons').select('id').execute();
    const { status, stderr } = biblio(['restore', file('copy.sqlite'), '--replace']);
    await db.destroy();
    assert.equal(status, 2);
    assert.match(stderr, /running/);
  });

  test('a library is copied to another database, once', () => {
    const to = `sqlite:${file('elsewhere/biblio.sqlite')}`;
    const copied = biblio(['copy', '--to', to]);
    assert.equal(copied.status, 0, copied.stderr);
    assert.match(copied.stdout, / 1 {2}patrons\n/);
    assert.match(biblio(['copy', '--to', to]).stderr, /holds a library already/);
    for (const args of [[], ['--to', `sqlite:${file('biblio.sqlite')}`], ['--from', 'sqlite:/nowhere', '--to', to]]) {
      assert.equal(biblio(['copy', ...args]).status, 2, args.join(' '));
    }
  });

  test('doctor names what does not hold and exits with 1', async () => {
    const db = openDatabase(`sqlite:${file('biblio.sqlite')}`);
    const { id } = await db.selectFrom('patrons').select('id').executeTakeFirstOrThrow();
    const record = await db.selectFrom('records').select('id').executeTakeFirstOrThrow();
    const branch = await db.selectFrom('branches').select('id').executeTakeFirstOrThrow();
    await db
      .insertInto('holds')
      .values({
        record_id: record.id,
        patron_id: id,
        pickup_branch_id: branch.id,
        status: 'waiting',
        position: 7,
        active_key: 'test',
        placed_at: '2026-01-05T09:00:00.000Z',
      })
      .execute();
    await db.destroy();
    const { status, stdout } = biblio(['doctor', '--json']);
    assert.equal(status, 1);
    assert.ok(JSON.parse(stdout).findings.length > 0);
  });
});
