// Runs every test that stands on a database once more on the database servers that the environment names.
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const USAGE = `Usage: npm run test:engines -- [--engine mysql|mariadb] [FILE …]

Runs the tests of the API that use a database on MySQL and MariaDB, each test file on a database of its own that is removed
again. Where the servers are:

  BIBLIO_TEST_MYSQL_URL     such as mysql://root@127.0.0.1:3306/
  BIBLIO_TEST_MARIADB_URL   the same for MariaDB
`;

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const SERVERS = { mysql: 'BIBLIO_TEST_MYSQL_URL', mariadb: 'BIBLIO_TEST_MARIADB_URL' };
/** By what a test file shows that it uses a database: the names of what makes one. */
const USES_DATABASE =
  /\b(createScene|createTestApp|openTestDatabase|createTestDatabase|createBackupScene|runStress|runDrill)\(/;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { engine: { type: 'string' }, help: { type: 'boolean' } },
});
if (values.help === true) process.stdout.write(USAGE);
else process.exitCode = main();

function main(): number {
  const engines = Object.entries(SERVERS).filter(([engine]) => (values.engine ?? engine) === engine);
  const files = positionals.length > 0 ? positionals : listFiles();
  let isTried = false;
  let code = 0;
  for (const [engine, setting] of engines) {
    if (process.env[setting] === undefined) {
      say(`Nothing is tried on ${engine}: ${setting} does not say where one is.`);
      continue;
    }
    say(`${files.length} test files on ${engine} …`);
    const env = { ...process.env, BIBLIO_TEST_ENGINE: engine };
    // While the server works, a test waits.
    const options = ['--test', '--test-reporter=spec', `--test-concurrency=${availableParallelism()}`];
    const { status } = spawnSync(process.execPath, [...options, ...files], { cwd: root, env, stdio: 'inherit' });
    isTried = true;
    code ||= status ?? 1;
  }
  if (!isTried) process.stderr.write(USAGE);
  return isTried ? code : 1;
}

function listFiles(): string[] {
  const all = globSync(['apps/api/src/**/*.test.ts', 'apps/api/test/**/*.test.ts'], { cwd: root });
  return all.filter((file) => USES_DATABASE.test(readFileSync(path.join(root, file), 'utf8'))).sort();
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
