// Runs the project's commands on the pinned Node, whatever Node started npm: installs what is missing, builds what changed,
// then hands over. Plain JavaScript without dependencies, because it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const OLDEST_NODE = [24, 15];
const at = (...parts) => path.join(ROOT, ...parts);

const [command, ...args] = process.argv.slice(2);
install();
const node = findNode();
const env = {
  ...process.env,
  PATH: [path.dirname(node), at('node_modules/.bin'), process.env.PATH].join(path.delimiter),
  NG_CLI_ANALYTICS: 'false',
};

const API_TESTS = ['apps/api/src/**/*.test.ts', 'apps/api/test/**/*.test.ts'];
const COMMANDS = {
  start() {
    buildWeb();
    buildApi();
    // An idle process should be small: a library's requests leave little behind, and what they needed is given back after them.
    run('--max-semi-space-size=4', ['--expose-gc', 'apps/api/dist/main.js', ...args]);
  },
  biblio() {
    keepCompiled();
    run('apps/api/src/cli/biblio.ts', args);
  },
  bench() {
    buildApi();
    run('apps/api/bench/bench.ts', args);
  },
  stress() {
    run('apps/api/stress/run.ts', args);
  },
  drill() {
    run('apps/api/stress/drill-run.ts', args);
  },
  build() {
    buildWeb();
    buildApi();
  },
  test() {
    keepCompiled();
    buildWeb();
    const sample = mkdtempSync(path.join(tmpdir(), 'biblio-sample-'));
    process.once('exit', () => rmSync(sample, { recursive: true, force: true }));
    run('e2e/prepare-sample.ts', [sample]);
    // Node leaves one processor free, which on two is half; a browser test waits more than it works.
    const atOnce = `--test-concurrency=${availableParallelism()}`;
    run('--test', [atOnce, '--test-reporter=spec', ...API_TESTS, 'tools/**/*.test.ts', 'e2e/**/*.test.ts'], {
      BIBLIO_BUILT: '1',
      BIBLIO_SAMPLE_FOLDER: sample,
    });
    tool('ng', ['test', '--watch=false'], at('apps/web'));
  },
  'test:engines'() {
    keepCompiled();
    run('tools/test-engines.ts', args);
  },
  'test:containers'() {
    run('tools/containers/run.ts', args);
  },
  'test:mutation'() {
    keepCompiled();
    tool('stryker', ['run', ...args]);
  },
  openapi() {
    run('tools/openapi.ts', args);
  },
  sql() {
    run('tools/sql.ts', args);
  },
  deploy() {
    run('tools/deploy/deploy.ts', args);
  },
  rollback() {
    run('tools/deploy/rollback.ts', args);
  },
  'cluster:kind'() {
    run('tools/deploy/kind.ts', args);
  },
  'test:cluster'() {
    run('tools/cluster/suite.ts', args);
  },
  'check:kubernetes'() {
    run('tools/kubernetes/check.ts', args);
  },
  'compose:secrets'() {
    run('tools/compose-secrets.ts', args);
  },
  check() {
    const isQuick = args.includes('--without-tests');
    tool('prettier', ['--check', '--log-level=warn', '.']);
    tool('eslint', ['--max-warnings=0', '.']);
    tool('tsc', ['-p', 'apps/api']);
    tool('tsc', ['-p', 'e2e']);
    tool('tsc', ['-p', 'apps/web/tsconfig.app.json', '--noEmit']);
    tool('knip', []);
    run('tools/openapi.ts', ['--check']);
    run('tools/sql.ts', ['--check']);
    if (!isQuick) COMMANDS.test();
    say('Everything checked.');
  },
};

if (!(command in COMMANDS)) fail(`Unknown command ${command}. Known: ${Object.keys(COMMANDS).join(', ')}.`);
COMMANDS[command]();

/** For what starts the same files again and again: compiled once, they start in two thirds of the time. */
function keepCompiled() {
  env.NODE_COMPILE_CACHE = at('.cache/compile');
}

/** Installs the packages of package-lock.json where they are missing or older than it. */
function install() {
  const stamp = at('node_modules/.biblio-installed');
  const wanted = createHash('sha256')
    .update(readFileSync(at('package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && isNodeThere()) return;
  say('Installing packages (once; a minute or two) …');
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: ROOT,
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
    });
    // npm passes over an optional package that it could not fetch, and the pinned Node is one.
    if (status === 0 && isNodeThere()) {
      writeFileSync(stamp, wanted);
      return;
    }
  }
  fail('The packages could not be installed. Check the network and run the command again.');
}

function pinnedNode() {
  return (
    at(`node_modules/node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}/bin/node`) +
    (process.platform === 'win32' ? '.exe' : '')
  );
}

function isNodeThere() {
  return existsSync(pinnedNode()) || isNewEnough();
}

function isNewEnough() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
}

function findNode() {
  if (existsSync(pinnedNode())) return pinnedNode();
  if (isNewEnough()) return process.execPath;
  return fail(
    `Node ${OLDEST_NODE.join('.')} or newer is needed on ${process.platform} ${process.arch}; this is ${process.versions.node}.`,
  );
}

function buildWeb() {
  const sources = ['src', 'public', 'angular.json', 'tsconfig.app.json'].map((place) => `apps/web/${place}`);
  buildWhenChanged('apps/web/dist', [...sources, 'package-lock.json'], () => {
    say('Building the web app …');
    tool('ng', ['build'], at('apps/web'));
  });
}

function buildApi() {
  buildWhenChanged('apps/api/dist', ['apps/api/src', 'apps/api/migrations', 'tools/build-api.mjs'], () =>
    run('--disable-warning=ExperimentalWarning', ['tools/build-api.mjs']),
  );
}

/** Builds when the sources changed since the last build. */
function buildWhenChanged(target, sources, build) {
  const stamp = at(target, '.built');
  const wanted = fingerprint(sources);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  build();
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

function fingerprint(places) {
  const hash = createHash('sha256');
  const visit = (place) => {
    const info = statSync(at(place));
    if (info.isDirectory()) for (const name of readdirSync(at(place)).sort()) visit(`${place}/${name}`);
    else hash.update(`${place}\0`).update(readFileSync(at(place)));
  };
  places.forEach(visit);
  return hash.digest('hex');
}

/** Runs a file (or Node options) on the pinned Node and ends with its exit code when it fails. */
function run(file, more, extra = {}) {
  finish(spawnSync(node, [file, ...more], { cwd: ROOT, stdio: 'inherit', env: { ...env, ...extra } }));
}

function tool(name, more, cwd = ROOT) {
  const packageFolder = { ng: '@angular/cli', tsc: 'typescript', stryker: '@stryker-mutator/core' }[name] ?? name;
  const { bin } = JSON.parse(readFileSync(at('node_modules', packageFolder, 'package.json'), 'utf8'));
  const file = at('node_modules', packageFolder, typeof bin === 'string' ? bin : bin[name]);
  finish(spawnSync(node, [file, ...more], { cwd, stdio: 'inherit', env }));
}

function finish({ status, signal, error }) {
  if (error !== undefined) fail(error.message);
  if (signal === null && status === 0) return;
  process.exit(signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : (status ?? 1));
}

function say(text) {
  process.stderr.write(`${text}\n`);
}

function fail(text) {
  say(text);
  process.exit(1);
}
