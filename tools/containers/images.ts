import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Engine } from './engine.ts';
import type { Report } from './report.ts';

/** What stands in a file of the context that must never get into an image. */
const SECRET = 'a-secret-beside-the-sources-4711';
/** Of what the images are built, as `.dockerignore` says it; and what it must keep out. */
const CONTEXT = ['package.json', 'package-lock.json', '.npmrc', '.dockerignore', 'LICENSE', 'tsconfig.base.json'];
const FOLDERS = ['apps', 'deploy', 'tools'];
const NOT_COPIED = /\/(?:node_modules|dist|\.angular|\.cache|secrets)$/;

interface ImageFacts {
  Config: { User: string; Healthcheck?: object; Labels: Record<string, string>; Env: string[]; StopSignal: string };
  /** Where podman has it. */
  Healthcheck?: object;
  RootFS: { Layers: string[] };
}

export interface Images {
  api: string;
  web: string;
  backup: string;
  /** The next release; its web app has kept the files of this one. */
  nextApi: string;
  nextWeb: string;
  nextBackup: string;
  remove: () => Promise<void>;
}

/** Which of the Dockerfiles, and what of it where it is not the end. */
const NAMES = ['api', 'web', 'backup'] as const;
type Name = (typeof NAMES)[number];
const FILES: Record<Name, string> = { api: 'api', web: 'web', backup: 'api' };

/** Builds the images from a copy of the sources, holds them to what is claimed of them, and leaves them for the composition. */
export async function checkImages(engine: Engine, { claim }: Report, root: string, prefix: string): Promise<Images> {
  const context = copyOfSources(root);
  const of = (name: Name, version: string) => `${prefix}biblio-pro/${name}:${version}`;
  const images = {
    api: of('api', '0.0.1'),
    web: of('web', '0.0.1'),
    backup: of('backup', '0.0.1'),
    nextApi: of('api', '0.0.2'),
    nextWeb: of('web', '0.0.2'),
    nextBackup: of('backup', '0.0.2'),
  };
  const build = (name: Name, tag: string, ...more: string[]) =>
    engine.run(
      'build',
      ...engine.build,
      ...baseArguments(FILES[name]),
      ...(name === 'backup' ? ['--target=backup'] : []),
      ...more,
      '--file',
      path.join(context, `deploy/docker/${FILES[name]}.Dockerfile`),
      '--tag',
      tag,
      context,
    );
  const factsOf = (image: string) => engine.inspect<ImageFacts>(image);

  for (const name of NAMES) {
    const isBuilt = await claim(`${name}: it builds`, async () => {
      await build(name, images[name]);
      return 'with what this machine had kept of earlier builds';
    });
    if (!isBuilt) throw new Error('Without its image there is nothing more to look at.');
  }
  for (const [name, stages] of [
    ['api', ['packages', 'sources']],
    ['web', ['built', 'kept']],
    ['backup', ['packages', 'sources', 'tools']],
  ] as const) {
    await claim(`${name}, built anew: the same layers`, async () => {
      await build(name, of(name, 'again'), ...engine.anew(stages));
      return sameLayers(await factsOf(images[name]), await factsOf(of(name, 'again')));
    });
  }
  await claim('api: rebuilt after a change of a source', async () => {
    appendFileSync(path.join(context, 'apps/api/src/app.ts'), '\n// A change.\n');
    await build('api', images.nextApi);
    const [before, after] = [await factsOf(images.api), await factsOf(images.nextApi)];
    const changed = after.RootFS.Layers.filter((layer) => !before.RootFS.Layers.includes(layer)).length;
    assert.equal(changed, 1, 'only the layer of our own code is new');
    await build('backup', images.nextBackup);
    return `${changed} new layer`;
  });
  await claim('web: rebuilt after a change of a source, as the next release', async () => {
    appendFileSync(path.join(context, 'apps/web/src/main.ts'), '\ndocument.documentElement.dataset["changed"] = "";\n');
    await build('web', images.nextWeb, `--build-arg=PREVIOUS_WEB=${images.web}`);
    return 'the new files, and the former ones kept';
  });
  for (const [name, user, licenses, limit] of [
    ['api', '65532:65532', 'AGPL-3.0-or-later', 90],
    ['web', '101:101', 'AGPL-3.0-or-later', 25],
    // With MySQL's tools.
    ['backup', '65532:65532', 'AGPL-3.0-or-later AND GPL-2.0-only', null],
  ] as const) {
    await claim(`${name}: numeric user, labels, no secret${name === 'backup' ? '' : ', health check'}`, async () => {
      const { Config, Healthcheck = Config.Healthcheck } = await factsOf(images[name]);
      assert.equal(Config.User, user);
      assert.equal(Healthcheck !== undefined, name !== 'backup');
      assert.equal(Config.Labels['org.opencontainers.image.licenses'], licenses);
      const history = await engine.run('history', '--no-trunc', images[name]);
      assert.ok(!history.includes(SECRET) && !JSON.stringify(Config).includes(SECRET));
      return user;
    });
    const budget = limit === null ? '' : ` (≤ ${limit} MB with official bases)`;
    await claim(`${name}: compressed, ours and the base's${budget}`, async () => {
      // That of backups has no base, but one layer with what was taken from others.
      const layers = name === 'backup' ? 1 : (await factsOf(baseOf(name))).RootFS.Layers.length;
      const { ours, base } = await sizesOf(engine, images[name], layers);
      return `${megabytes(ours)} MB ours, ${megabytes(base)} MB base here`;
    });
  }
  const ask = (image: string, program: string) =>
    engine.ask('run', '--rm', '--read-only', '--cap-drop=ALL', '--entrypoint', program, image, '--version');
  for (const name of ['api', 'backup'] as const) {
    await claim(`${name}: no shell and no npm in it`, async () => {
      for (const program of ['/bin/sh', '/usr/bin/sh', '/usr/bin/bash', '/usr/local/bin/npm', '/usr/bin/npm'])
        assert.notEqual((await ask(images[name], program)).code, 0, program);
      return 'none';
    });
  }
  await claim("backup: MySQL's tools run, and its server is not there", async () => {
    for (const tool of ['mysqldump', 'mysql', 'mysqlbinlog']) {
      const { code, text } = await ask(images.backup, `/usr/bin/${tool}`);
      assert.equal(code, 0, text);
    }
    for (const server of ['/usr/sbin/mysqld', '/usr/bin/mysqld'])
      assert.notEqual((await ask(images.backup, server)).code, 0);
    return (await ask(images.backup, '/usr/bin/mysqldump')).text.trim();
  });
  await claim('api: the heap is a share of the memory', async () => {
    const script = 'console.log(Math.round(v8.getHeapStatistics().heap_size_limit / 2 ** 20))';
    const limit = Number(
      await engine.run('run', '--rm', '--memory=256m', '--entrypoint=/nodejs/bin/node', images.api, '-e', script),
    );
    assert.ok(limit > 120 && limit < 200, `${limit} MiB`);
    return `${limit} MiB of 256`;
  });
  rmSync(context, { recursive: true });
  return {
    ...images,
    remove: async () =>
      void (await engine.ask('rmi', ...Object.values(images), ...NAMES.map((name) => of(name, 'again')))),
  };
}

/** A folder with the sources as they are now, and with secrets where an operator may have left some. */
function copyOfSources(root: string): string {
  const context = mkdtempSync(path.join(tmpdir(), 'biblio-images-'));
  for (const name of [...CONTEXT, ...FOLDERS]) {
    cpSync(path.join(root, name), path.join(context, name), {
      recursive: true,
      filter: (source) => !NOT_COPIED.test(source),
    });
  }
  for (const name of ['.env', 'deploy/docker/.env', 'deploy/docker/secrets/mysql_password', 'apps/api/data/key']) {
    mkdirSync(path.dirname(path.join(context, name)), { recursive: true });
    writeFileSync(path.join(context, name), SECRET);
  }
  return context;
}

/** The images to build on, where the environment names others than the Dockerfiles. */
function baseArguments(name: string): string[] {
  const { BUILD_IMAGE, MYSQL_IMAGE } = process.env;
  const runtime = process.env[`${name.toUpperCase()}_RUNTIME_IMAGE`];
  return [
    ...(BUILD_IMAGE === undefined ? [] : [`--build-arg=BUILD_IMAGE=${BUILD_IMAGE}`]),
    ...(runtime === undefined ? [] : [`--build-arg=RUNTIME_IMAGE=${runtime}`]),
    ...(MYSQL_IMAGE === undefined || name === 'web' ? [] : [`--build-arg=MYSQL_IMAGE=${MYSQL_IMAGE}`]),
  ];
}

function baseOf(name: string): string {
  const file = new URL(`../../deploy/docker/${name}.Dockerfile`, import.meta.url);
  const [, fallback] = /^ARG RUNTIME_IMAGE=(.*)$/m.exec(readFileSync(file, 'utf8'))!;
  return process.env[`${name.toUpperCase()}_RUNTIME_IMAGE`] ?? fallback!;
}

function sameLayers(one: ImageFacts, other: ImageFacts): string {
  assert.deepEqual(other.RootFS.Layers, one.RootFS.Layers);
  return `${one.RootFS.Layers.length} layers`;
}

/** Sizes of the layers as a registry keeps them, of which the first so many are the base's. Also reads through all of them for what must not be there. */
async function sizesOf(engine: Engine, image: string, ofBase: number): Promise<{ ours: number; base: number }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'biblio-layers-'));
  try {
    await engine.run('save', '--output', path.join(folder, 'image.tar'), image);
    execFileSync('tar', ['-xf', 'image.tar'], { cwd: folder });
    const [{ Layers }] = JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8')) as [{ Layers: string[] }];
    const sizes = Layers.map((layer, index) => {
      const content = readFileSync(path.join(folder, layer));
      assert.ok(index < ofBase || !content.includes(SECRET), 'a secret of the context is in a layer');
      return gzipSync(content).length;
    });
    const total = (list: number[]) => list.reduce((sum, size) => sum + size, 0);
    return { base: total(sizes.slice(0, ofBase)), ours: total(sizes.slice(ofBase)) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
