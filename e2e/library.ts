import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach } from 'node:test';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import chromium from '@sparticuz/chromium';
import { chromium as playwright, type Browser, type Page } from 'playwright-core';
import { browserFlags } from './elsewhere.ts';

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const READY = / is open at (http:\/\/\S+)/;

/** Screenshots are kept here, by test. */
export const ARTIFACTS = path.join(ROOT, 'artifacts', 'screenshots');

/** The sample library as `prepare-sample.ts` left it; without one, each test file lives through its two years anew. */
const SAMPLE = process.env['BIBLIO_SAMPLE_FOLDER'];

/**
 * The sample library at another address, for the same journeys: behind nginx, on a database server, in a cluster. All test files share it,
 * so a journey must hang on nothing that another may change.
 */
const SHARED_URL = process.env['BIBLIO_E2E_URL'];

/** A library of its own for one test file: the real process on a new data folder. */
export interface Library {
  url: string;
  close: () => Promise<void>;
}

/** One that is never shared, with its data folder. */
export interface OwnLibrary extends Library {
  folder: string;
}

/** Starts `main.ts` as a user's machine does and waits until it says that it is open. */
export async function startLibrary(...args: string[]): Promise<Library> {
  if (SHARED_URL !== undefined) return { url: SHARED_URL, close: async () => {} };
  return startLibraryFrom('apps/api/src/main.ts', ...args);
}

/** Starts a library from another entry, such as a build, in a folder of its own that goes with it. */
export async function startLibraryFrom(entry: string, ...args: string[]): Promise<OwnLibrary> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'biblio-e2e-'));
  if (SAMPLE !== undefined && !args.includes('--empty')) cpSync(SAMPLE, dataDir, { recursive: true });
  const library = await startLibraryIn(dataDir, entry, ...args);
  const close = async () => {
    await library.close();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { ...library, folder: dataDir, close };
}

/** Starts a library in a data folder, which stays. */
export async function startLibraryIn(dataDir: string, entry: string, ...args: string[]): Promise<Library> {
  const child = spawn(process.execPath, [path.join(ROOT, entry), ...args], {
    cwd: ROOT,
    env: { ...process.env, PORT: '0', BIBLIO_DATA_DIR: dataDir, LOG_LEVEL: 'error', RATE_LIMIT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    const onText = (chunk: Buffer) => {
      output += chunk.toString();
      const found = READY.exec(output);
      if (found !== null) resolve(found[1]!);
    };
    child.stdout.on('data', onText);
    child.stderr.on('data', onText);
    child.once('exit', (code) => reject(new Error(`The library ended with ${code}:\n${output}`)));
  });
  return {
    url,
    close: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Starts the browser that the npm package brings. */
export async function startBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: await unpackedBrowser(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      ...browserFlags,
    ],
    headless: true,
  });
}

/** The package unpacks the browser at its first start on a machine: one process does it while all others wait. */
async function unpackedBrowser(): Promise<string> {
  // A lock that ends with the process that holds it.
  const lock = new DatabaseSync(path.join(tmpdir(), 'biblio-browser.lock'));
  try {
    lock.exec('pragma busy_timeout = 60000; begin exclusive');
    return await chromium.executablePath();
  } finally {
    lock.close();
  }
}

export interface Visit {
  language?: 'fr' | 'en';
  width?: number;
  scheme?: 'light' | 'dark';
}

const MOST_OPENINGS = 5;

/** Opens a page as a new visitor with a language, a width and a colour scheme. */
export async function visit(
  browser: Browser,
  { url }: Library,
  at = '/',
  { language = 'en', width = 1440, scheme = 'light' }: Visit = {},
): Promise<Page> {
  const context = await browser.newContext({
    baseURL: url,
    locale: language === 'fr' ? 'fr-FR' : 'en-GB',
    viewport: { width, height: 900 },
    colorScheme: scheme,
    reducedMotion: 'reduce',
  });
  // A visitor who has chosen a language keeps it, whatever the language of the account they sign in to.
  await context.addInitScript((code) => {
    if (localStorage.getItem('biblio.language') === null) localStorage.setItem('biblio.language', code);
  }, language);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  follow(page);
  persist(page);
  await page.goto(at);
  return page;
}

/** Opens a page again while Chrome breaks its files off, as it does when the machine gets a network interface: with each container that starts. */
function persist(page: Page): void {
  const isBrokenOff = (text: string | undefined) => text?.includes('net::ERR_NETWORK_CHANGED') === true;
  const open = page.goto.bind(page);
  let lacks = false;
  page.on('requestfailed', (request) => (lacks ||= isBrokenOff(request.failure()?.errorText)));
  page.goto = async (...given) => {
    for (let attempt = 1; ; attempt += 1) {
      lacks = false;
      try {
        const answer = await open(...given);
        if (!lacks || attempt === MOST_OPENINGS) return answer;
      } catch (error) {
        if (!isBrokenOff((error as Error).message) || attempt === MOST_OPENINGS) throw error;
      }
    }
  };
}

/** What went wrong in each page that is open. */
const followed = new Map<Page, string[]>();

function follow(page: Page): void {
  const wrongs: string[] = [];
  followed.set(page, wrongs);
  page.once('close', () => followed.delete(page));
  page.on('pageerror', (error) => wrongs.push(error.stack ?? error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') wrongs.push(message.text());
  });
  page.on('requestfailed', (request) => wrongs.push(`${request.url()}: ${request.failure()?.errorText}`));
  page.on('response', (answer) => {
    if (answer.status() >= 400) wrongs.push(`${answer.url()}: ${answer.status()}`);
  });
}

// A test that failed leaves what its pages showed, for who sees only the report.
afterEach(async (context) => {
  if (!('passed' in context) || context.passed) return;
  let number = 0;
  for (const [page, wrongs] of followed) {
    const name = `failed-${context.name.replaceAll(/[^\p{L}\d]+/gu, '-')}-${(number += 1)}`;
    await keep(page, name).catch(() => {});
    const shown = await page.innerText('body', { timeout: 2000 }).catch((error: unknown) => String(error));
    process.stderr.write([`${page.url()} (${name}.png) shows:`, shown.slice(0, 2000), ...wrongs, ''].join('\n'));
  }
});

/** Signs in through the API, with the cookie in the page's context, and opens an address. */
export async function signIn(page: Page, login: string, at: string, password = 'biblio-demo'): Promise<void> {
  const answer = await page.context().request.post('/api/v1/session', { data: { login, password } });
  if (!answer.ok()) throw new Error(`Could not sign in as ${login}: ${await answer.text()}`);
  await page.goto(at);
}

/** Keeps a picture of the page. */
export async function keep(page: Page, name: string): Promise<void> {
  mkdirSync(ARTIFACTS, { recursive: true });
  await page.screenshot({ path: path.join(ARTIFACTS, `${name}.png`) });
}

/** What axe finds against WCAG 2.2 AA on the page, in one line each. */
export async function findBarriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations.map(
    (one) =>
      `${one.id}: ${one.help} (${one.nodes
        .map((node) => node.target.join(' '))
        .slice(0, 3)
        .join('; ')})`,
  );
}
