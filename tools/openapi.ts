// Writes contract/openapi.json from the routes and the web app's client from it; with --check only compares.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildApp } from '../apps/api/src/app.ts';
import { createContext } from '../apps/api/src/context.ts';
import { systemClock } from '../apps/api/src/platform/clock.ts';
import { readConfig } from '../apps/api/src/platform/config.ts';
import { openDatabase } from '../apps/api/src/platform/database/database.ts';
import { migrateToLatest } from '../apps/api/src/platform/database/migrate.ts';
import { generateApiClient } from '../apps/web/tools/api-client.ts';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

const contract = await describeApi();
const texts = new Map([['contract/openapi.json', contract]]);
for (const [name, text] of await generateApiClient(JSON.parse(contract))) texts.set(`apps/web/src/api/${name}`, text);
for (const [name, text] of texts) {
  const file = path.join(root, name);
  if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
  if (process.argv.includes('--check')) {
    process.stderr.write(`${name} is out of date. Run: npm run openapi\n`);
    process.exitCode = 1;
  } else {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

async function describeApi(): Promise<string> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'biblio-contract-'));
  const config = readConfig({ BIBLIO_DATA_DIR: dataDir, DATABASE_URL: 'sqlite::memory:', LOG_LEVEL: 'fatal' });
  const db = openDatabase(config.databaseUrl);
  try {
    await migrateToLatest(db);
    const { context, close } = await createContext({ config, db, clock: systemClock });
    const app = await buildApp({ context });
    await app.ready();
    const document = app.swagger();
    await app.close();
    await close();
    return `${JSON.stringify(document, null, 2)}\n`;
  } finally {
    await db.destroy();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
