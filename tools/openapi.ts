// Writes contract/openapi.json from the routes; with --check only compares.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

const folder = mkdtempSync(path.join(tmpdir(), 'biblio-contract-'));
try {
  const text = await describeApi(folder);
  if (!process.argv.includes('--check')) writeFileSync(contract, text);
  else if (!existsSync(contract) || readFileSync(contract, 'utf8') !== text) {
    process.stderr.write('contract/openapi.json is out of date. Run: npm run openapi\n');
    process.exitCode = 1;
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
