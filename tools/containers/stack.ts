import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { checkAnswers, checkNextRelease, freePort } from './answers.ts';
import { checkBackups } from './backups.ts';
import { checkBucket } from './bucket.ts';
import type { Engine } from './engine.ts';
import type { Images } from './images.ts';
import { describe, startLoad, type Load } from './load.ts';
import { checkReleases, FIRST } from './releases.ts';
import type { Report } from './report.ts';

const execute = promisify(execFile);

const SERVICES = ['web', 'api-1', 'api-2', 'worker', 'mysql', 'redis', 'mailpit', 'backup', 'backup-log'];
/** They do their work, and end. */
const ONCE = ['migrate', 'sample', 'backup-account'];
/** Journeys that lead through the server; what the others look at does not depend on where it runs. */
const JOURNEYS = ['desk', 'circulation', 'reader', 'live', 'import', 'cash', 'privacy', 'calendars'];

interface ContainerFacts {
  State: { Pid: number; ExitCode: number };
  Config: { User: string; Env: string[] };
  HostConfig: { ReadonlyRootfs: boolean; CapDrop: string[]; SecurityOpt: string[]; Memory: number; PidsLimit: number };
  /** Podman's, which writes down one by one what was dropped: what is left of them. */
  EffectiveCaps?: string[] | null;
}

/** Starts the composition, holds it to what is claimed of it, and takes it away again with all that it kept. */
export async function checkStack(engine: Engine, report: Report, root: string, images: Images): Promise<void> {
  const { claim } = report;
  const secrets = mkdtempSync(path.join(tmpdir(), 'biblio-secrets-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  // Compose takes its variables from the environment of this process.
  Object.assign(process.env, {
    COMPOSE_PROJECT_NAME: `biblio-test-${process.pid}`,
    COMPOSE_PROFILES: 'demo,backup',
    BIBLIO_IMAGE_PREFIX: images.api.slice(0, images.api.indexOf('biblio-pro/api')),
    BIBLIO_VERSION: FIRST,
    BIBLIO_STATE: secrets,
    BIBLIO_SECRETS: secrets,
    BIBLIO_PORT: String(port),
    MAILPIT_PORT: String(await freePort()),
    RATE_LIMIT: '0',
  });
  const compose = (...args: string[]) =>
    engine.run('compose', '--progress=quiet', '--file', path.join(root, 'deploy/docker/compose.yaml'), ...args);
  const up = (...more: string[]) => compose('up', '--detach', '--wait', '--no-build', ...more);
  const containerOf = (service: string) => compose('ps', '--all', '--quiet', service);
  const factsOf = async (service: string) => engine.inspect<ContainerFacts>(await containerOf(service));
  const sql = async (statement: string) => {
    const query = `MYSQL_PWD="$(cat /run/secrets/mysql_root_password)" mysql -u root -N -e "${statement}" biblio`;
    return compose('exec', '-T', 'mysql', 'sh', '-c', query);
  };
  const values = () =>
    ['mysql_root_password', 'mysql_password', 'backup_password'].map((name) =>
      readFileSync(path.join(secrets, name), 'utf8').trim(),
    );

  try {
    const hasStarted = await claim('the composition starts, with a new database and the sample library', async () => {
      await node(root, {}, 'tools/compose-secrets.ts', '--demo', '--folder', secrets);
      await up();
      return `${SERVICES.length} services are healthy`;
    });
    if (!hasStarted) return;
    await claim('read-only, no capabilities, no new privileges, limits, not root', async () => {
      for (const service of SERVICES) {
        const { Config, HostConfig, State, EffectiveCaps } = await factsOf(service);
        assert.match(Config.User, /^[1-9]\d*:[1-9]\d*$/, service);
        assert.ok(HostConfig.ReadonlyRootfs, `${service} can be written to`);
        if (EffectiveCaps === undefined) assert.deepEqual(HostConfig.CapDrop, ['ALL'], service);
        else assert.deepEqual(EffectiveCaps ?? [], [], service);
        assert.ok(
          HostConfig.SecurityOpt.some((one) => one.startsWith('no-new-privileges')),
          service,
        );
        assert.ok(HostConfig.Memory > 0 && HostConfig.PidsLimit > 0, `${service} has no limits`);
        const status = `/proc/${State.Pid}/status`;
        if (existsSync(status)) assert.match(readFileSync(status, 'utf8'), /^CapEff:\s*0+$/m, service);
      }
      return `all ${SERVICES.length}`;
    });
    await claim('no secret in the environment of a container, or in its log', async () => {
      for (const service of [...SERVICES, ...ONCE]) {
        const { Config } = await factsOf(service);
        const text = `${Config.Env.join('\n')}${await compose('logs', '--no-color', service)}`;
        assert.ok(!values().some((value) => text.includes(value)), service);
      }
      return 'none';
    });
    await claim('nginx answers as the API does: headers, caching, Brotli, large files', () => checkAnswers(url));
    await claim(`browser journeys through nginx, MySQL and Redis`, async () => {
      const files = JOURNEYS.map((name) => `e2e/${name}.test.ts`);
      const options = ['--test', '--test-concurrency=2', '--test-reporter=tap'];
      const said = await node(root, { BIBLIO_E2E_URL: url }, ...options, ...files);
      return said
        .split('\n')
        .filter((line) => /^# (?:pass|fail) /.test(line))
        .join(' ');
    });
    const load = await startLoad(url);
    try {
      await checkRecreations(report, load, up, compose);
    } finally {
      await load.stop();
    }
    await claim('a password that MySQL does not know is told in a sentence, and nothing starts', async () => {
      const file = path.join(secrets, 'database_url');
      const kept = readFileSync(file, 'utf8');
      writeFileSync(file, 'mysql://biblio:another@mysql:3306/biblio\n');
      const { code, text } = await engine.ask(
        'compose',
        '--file',
        path.join(root, 'deploy/docker/compose.yaml'),
        'run',
        '--rm',
        '--no-deps',
        'migrate',
      );
      writeFileSync(file, kept);
      assert.equal(code, 2);
      assert.match(text, /bring the former password back, or change it on the server/);
      return 'exit code 2';
    });
    await claim('the files of the release before are there after the next', () =>
      checkNextRelease(engine, images, url),
    );
    await checkBackups(engine, report, { url, compose, up, sql });
    await checkBucket(engine, report, secrets, { url, compose, up });
    await checkReleases(report, path.join(root, 'deploy/docker/release'), secrets, { url, compose, sql });
    await claim('everything stops by itself, with exit code 0', async () => {
      await compose('stop');
      for (const service of SERVICES) assert.equal((await factsOf(service)).State.ExitCode, 0, service);
      return `all ${SERVICES.length}`;
    });
  } finally {
    await compose('down', '--volumes', '--timeout=5');
    rmSync(secrets, { recursive: true });
  }
}

async function checkRecreations(
  { claim }: Report,
  load: Load,
  up: (...more: string[]) => Promise<string>,
  compose: (...args: string[]) => Promise<string>,
): Promise<void> {
  for (const service of ['api-1', 'api-2', 'worker', 'redis']) {
    await claim(`${service} is replaced under load: no request fails`, async () => {
      const seen = await load.during(() => up('--no-deps', '--force-recreate', service));
      assert.ok(seen.failed.size === 0 && seen.deferred === 0, describe(seen));
      return describe(seen);
    });
  }
  await claim('mysql is restarted under load: requests are deferred, none is lost', async () => {
    const seen = await load.during(async () => {
      await compose('restart', 'mysql');
      await up('--no-recreate', 'mysql');
    });
    assert.ok(seen.failed.size === 0 && seen.deferred > 0, describe(seen));
    return describe(seen);
  });
  await claim('web is replaced under load: the one way in is closed for a moment', async () => {
    const seen = await load.during(() => up('--no-deps', '--force-recreate', 'web'));
    assert.ok(
      [...seen.failed.keys()].every((outcome) => outcome.startsWith('no answer')),
      describe(seen),
    );
    return describe(seen);
  });
}

/** Runs a file of the project on this Node, and answers what it printed. */
async function node(root: string, environment: Record<string, string>, ...args: string[]): Promise<string> {
  const options = { cwd: root, env: { ...process.env, ...environment }, maxBuffer: 64 * 1024 * 1024 };
  const { stdout } = await execute(process.execPath, args, options).catch((error: Error & { stdout: string }) => {
    throw new Error(`${args.join(' ')}: ${error.stdout.slice(-4000)}${error.message}`);
  });
  return stdout;
}
