import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { BackupScene } from './backups.ts';
import { describe, startLoad } from './load.ts';
import type { Report } from './report.ts';

const execute = promisify(execFile);

/** Versions of the images, as `checkImages` has built them. */
export const [FIRST, NEXT] = ['0.0.1', '0.0.2'] as const;

/** An upgrade under load, its way back, and the way back when the schema has changed since. */
export async function checkReleases(
  { claim }: Report,
  script: string,
  state: string,
  { url, compose, sql }: Pick<BackupScene, 'url' | 'compose' | 'sql'>,
): Promise<void> {
  writeFileSync(path.join(state, '.env'), `BIBLIO_VERSION=${FIRST}\n`);
  const release = async (...args: string[]) => (await execute(script, args)).stdout;
  const refusal = async (...args: string[]) =>
    execute(script, args).then(
      () => assert.fail(`${args.join(' ')} was not refused`),
      (error: { stderr: string }) => error.stderr,
    );
  const loans = async () => Number((await sql('select count(*) from loans')).split('\n').at(-1));

  await claim('release upgrade and rollback, with desks at work', async () => {
    assert.match(await refusal('rollback'), /no upgrade was made here/);
    assert.match(await refusal('upgrade', '0.0.0'), /does not come after 0\.0\.1/);
    assert.match(await refusal('upgrade', '0.0.9'), /there is no image/);
    const load = await startLoad(url);
    try {
      const there = await load.during(() => release('upgrade', NEXT));
      assert.match(await compose('ps', '--format', '{{.Image}}', 'api-1'), /:0\.0\.2$/);
      const back = await load.during(() => release('rollback'));
      assert.match(await compose('ps', '--format', '{{.Image}}', 'api-1'), /:0\.0\.1$/);
      for (const seen of [there, back]) {
        // nginx itself is replaced, too: for a moment it is away, and for another it has not looked up where the APIs are.
        assert.ok(seen.deferred < 10, describe(seen));
        assert.ok(
          [...seen.failed.keys()].every((outcome) => outcome.startsWith('no answer')),
          describe(seen),
        );
      }
      return `up: ${describe(there)}; back: ${describe(back)}`;
    } finally {
      await load.stop();
    }
  });
  await claim('a rollback over a changed schema is refused, and goes by the backup', async () => {
    await release('upgrade', NEXT);
    const before = await loans();
    await sql("insert into kysely_migration values ('9999-of-a-later-version', 'now')");
    await sql('delete from loans where returned_at is not null limit 5');
    assert.match(await refusal('rollback'), /schema_newer[^]*Refused: 0\.0\.1 does not know the schema/);
    await release('rollback', '--restore');
    assert.equal(await loans(), before);
    assert.ok((await fetch(`${url}/api/v1/records?q=roman`)).ok);
    return `${before} loans, as in the backup`;
  });
}
