// Writes contract/openapi.json from the routes and the Angular client from it; with --check only compares.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildApp } from '../apps/api/src/app.ts';
import { createContext } from '../apps/api/src/context.ts';
import { systemClock } from '../apps/api/src/platform/clock.ts';
import { readConfig } from '../apps/api/src/platform/config.ts';
import { openDatabase } from '../apps/api/src/platform/database/database.ts';
import { migrateToLatest } from '../apps/api/src/platform/database/migrate.ts';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const contract = path.join(root, 'contract/openapi.json');
const client = path.join(root, 'apps/web/src/api');

const folder = mkdtempSync(path.join(tmpdir(), 'biblio-contract-'));
try {
  const text = await describeApi(folder);
  if (process.argv.includes('--check')) check(text, folder);
  else {
    writeFileSync(contract, text);
    generateClient(contract, client);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function describeApi(dataDir: string): Promise<string> {
  const config = readConfig({ BIBLIO_DATA_DIR: dataDir, DATABASE_URL: 'sqlite::memory:', LOG_LEVEL: 'fatal' });
  const db = openDatabase(config.databaseUrl);
  await migrateToLatest(db);
  const { context, close } = await createContext({ config, db, clock: systemClock });
  const app = await buildApp({ context });
  await app.ready();
  const document = app.swagger();
  await app.close();
  await close();
  await db.destroy();
  return `${JSON.stringify(document, null, 2)}\n`;
}

function generateClient(input: string, output: string): void {
  const generator = path.join(root, 'node_modules/ng-openapi-gen/lib/index.js');
  execFileSync(process.execPath, [generator, '--input', input, '--output', output, '--silent', 'true'], {
    cwd: root,
    stdio: 'inherit',
  });
}

function check(text: string, scratch: string): void {
  const stale: string[] = [];
  if (!existsSync(contract) || readFileSync(contract, 'utf8') !== text) stale.push('contract/openapi.json');
  const fresh = path.join(scratch, 'client');
  writeFileSync(path.join(scratch, 'openapi.json'), text);
  generateClient(path.join(scratch, 'openapi.json'), fresh);
  const files = (place: string) => (existsSync(place) ? readdirSync(place, { recursive: true, encoding: 'utf8' }) : []);
  const isFile = (name: string) => name.endsWith('.ts');
  const names = new Set([...files(fresh), ...files(client)].filter(isFile));
  const read = (place: string, name: string) =>
    existsSync(path.join(place, name)) ? readFileSync(path.join(place, name), 'utf8') : '';
  if ([...names].some((name) => read(fresh, name) !== read(client, name))) stale.push('apps/web/src/api');
  if (stale.length > 0) {
    process.stderr.write(`Out of date: ${stale.join(', ')}. Run: npm run openapi\n`);
    process.exitCode = 1;
  }
}
