import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { NO_S3, startS3Server } from '../../apps/api/test/s3-server.ts';
import { commandOf, until, type BackupScene } from './backups.ts';
import type { Engine } from './engine.ts';
import { startLoad } from './load.ts';
import type { Report } from './report.ts';

/** Backups and their log in a bucket of a real S3 server, as the composition is told by its variables and two secrets. */
export async function checkBucket(
  engine: Engine,
  { claim }: Report,
  secrets: string,
  { url, compose, up }: Pick<BackupScene, 'url' | 'compose' | 'up'>,
): Promise<void> {
  if (NO_S3 !== false) {
    process.stderr.write(`No backup was kept in a bucket: ${NO_S3}.\n`);
    return;
  }
  const biblio = commandOf(compose);
  const network = `${process.env['COMPOSE_PROJECT_NAME']!}_outside`;
  const server = await startS3Server(await engine.run('network', 'inspect', '--format', engine.gateway, network));
  const { BACKUP_S3_ACCESS_KEY_ID, BACKUP_S3_SECRET_ACCESS_KEY, ...variables } = server.settings;
  try {
    await claim(
      'backups in a bucket: the first is made and proved by itself, and the log is followed there',
      async () => {
        writeFileSync(path.join(secrets, 'backup_s3_access_key_id'), `${BACKUP_S3_ACCESS_KEY_ID!}\n`);
        writeFileSync(path.join(secrets, 'backup_s3_secret_access_key'), `${BACKUP_S3_SECRET_ACCESS_KEY!}\n`);
        Object.assign(process.env, variables);
        await up('--no-deps', '--force-recreate', 'backup', 'backup-log');
        const list = () => biblio('backup', 'list');
        await until('the first backup is verified', 300, async () => (await list()).includes('  verified '));
        const load = await startLoad(url);
        try {
          await load.during(list);
        } finally {
          await load.stop();
        }
        const said = await biblio('restore', '--verify');
        assert.match(said, /✓ .* rows as they were, everything holds/);
        return said.split('\n').at(-1)!;
      },
    );
    await claim('a bucket that is away is told in a sentence, and the library goes on', async () => {
      await server.stop();
      await assert.rejects(biblio('backup'), /backup_storage_unavailable/);
      assert.ok((await fetch(`${url}/api/v1/records?q=roman`)).ok);
      return 'exit code 1';
    });
  } finally {
    for (const name of Object.keys(variables)) delete process.env[name];
    await up('--no-deps', '--force-recreate', 'backup', 'backup-log');
  }
}
