// Makes the secrets of deploy/docker/compose.yaml, each once: a file that is there stays as it is.
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    demo: { type: 'boolean', default: false },
    folder: {
      type: 'string',
      default: fileURLToPath(new URL('../deploy/docker/secrets', import.meta.url)),
    },
  },
});
const { folder } = values;

// Nobody else on this machine may enter the folder; whoever a container runs as must be able to read the file that it is given.
mkdirSync(folder, { recursive: true, mode: 0o700 });
chmodSync(folder, 0o700);
secret('mysql_root_password', newPassword);
const password = secret('mysql_password', newPassword);
secret('database_url', () => `mysql://biblio:${encodeURIComponent(password)}@mysql:3306/biblio`);
// Empty: nothing is mailed. The demonstration has a mail catcher.
secret('smtp_url', () => (values.demo ? 'smtp://mailpit:1025?tls=never' : ''));
const ofBackups = secret('backup_password', newPassword);
secret('backup_database_url', () => `mysql://biblio_backup:${encodeURIComponent(ofBackups)}@mysql:3306/biblio`);
// Empty: backups are not encrypted, and lie in a folder.
for (const name of ['age_recipients', 'age_identity', 's3_access_key_id', 's3_secret_access_key'])
  secret(`backup_${name}`, () => '');
process.stdout.write(`The secrets are in ${folder}. Keep a copy of them where the backups are.\n`);

function secret(name: string, make: () => string): string {
  const file = path.join(folder, name);
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  const value = make();
  writeFileSync(file, `${value}\n`, { flag: 'wx', mode: 0o644 });
  chmodSync(file, 0o644);
  return value;
}

function newPassword(): string {
  return randomBytes(24).toString('base64url');
}
