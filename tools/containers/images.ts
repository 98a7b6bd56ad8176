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
  RootFS: { Layers: string[] };
}

export interface Images {
  api: string;
  web: string;
  /** The next release; its web app has kept the files of this one. */
  nextWeb: string;
  nextApi: string;
  remove: () => Promise<void>;
}

/** Builds both images from a copy of the sources, holds them to what is claimed of them, and leaves them for the composition. */
export async function checkImages(engine: Engine, { claim }: Report, root: string, prefix: string): Promise<Images> {
  const context = copyOfSources(root);
  const images = {
    api: `${prefix}biblio-pro/api:0.0.1`,
    web: `${prefix}biblio-pro/web:0.0.1`,
    nextWeb: `${prefix}biblio-pro/web:0.0.2`,
    nextApi: `${prefix}biblio-pro/api:0.0.2`,
  };
  const again = { api: `${prefix}biblio-pro/api:again`, web: `${prefix}biblio-pro/web:again` };
  const build = (file: string, tag: string, ...more: string[]) =>
    engine.run(
      'build',
      ...baseArguments(file),
      ...more,
      '--file',
      path.join(context, `deploy/docker/${file}.Dockerfile`),
      '--tag',
      tag,
      context,
    );
  const factsOf = (image: string) => engine.inspect<ImageFacts>(image);

  for (const name of ['api', 'web'] as const) {
    const isBuilt = await claim(`${name}: it builds`, async () => {
      await build(name, images[name]);
      return 'with what this machine had kept of earlier builds';
    });
    if (!isBuilt) throw new Error('Without its image there is nothing more to look at.');
  }
  await claim('api, built anew: the same layers', async () => {
    await build('api', again.api, '--no-cache-filter=packages,sources');
    return sameLayers(await factsOf(images.api), await factsOf(again.api));
  });
  await claim('web, built anew: the same layers', async () => {
    await build('web', again.web, '--no-cache-filter=built,kept');
    return sameLayers(await factsOf(images.web), await factsOf(again.web));
  });
  await claim('api: rebuilt after a change of a source', async () => {
    appendFileSync(path.join(context, 'apps/api/src/app.ts'), '\n// A change.\n');
    await build('api', images.nextApi);
    const [before, after] = [await factsOf(images.api), await factsOf(images.nextApi)];
    const changed = after.RootFS.Layers.filter((layer) => !before.RootFS.Layers.includes(layer)).length;
    assert.equal(changed, 1, 'only the layer of our own code is new');
    return `${changed} new layer`;
  });
  await claim('web: rebuilt after a change of a source, as the next release', async () => {
    appendFileSync(path.join(context, 'apps/web/src/main.ts'), '\ndocument.documentElement.dataset["changed"] = "";\n');
    await build('web', images.nextWeb, `--build-arg=PREVIOUS_WEB=${images.web}`);
    return 'the new files, and the former ones kept';
  });
  for (const [name, user, limit] of [
    ['api', '65532:65532', 90],
    ['web', '101:101', 25],
  ] as const) {
    await claim(`${name}: numeric user, health check, labels, no secret`, async () => {
      const { Config } = await factsOf(images[name]);
      assert.equal(Config.User, user);
      assert.ok(Config.Healthcheck);
      assert.equal(Config.Labels['org.opencontainers.image.licenses'], 'AGPL-3.0-or-later');
      const history = await engine.run('history', '--no-trunc', images[name]);
      assert.ok(!history.includes(SECRET) && !JSON.stringify(Config).includes(SECRET));
      return user;
    });
    await claim(`${name}: compressed, ours and the base's (≤ ${limit} MB with official bases)`, async () => {
      const { ours, base } = await sizesOf(engine, images[name], baseOf(name));
      return `${megabytes(ours)} MB ours, ${megabytes(base)} MB base here`;
    });
  }
  await claim('api: no shell and no npm in it', async () => {
    for (const program of ['/bin/sh', '/usr/local/bin/npm', '/usr/bin/npm']) {
      assert.notEqual(
        (await engine.ask('run', '--rm', '--entrypoint', program, images.api, '--version')).code,
        0,
        program,
      );
    }
    return 'none';
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
    remove: async () => void (await engine.ask('rmi', ...Object.values(images), ...Object.values(again))),
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
  const { BUILD_IMAGE } = process.env;
  const runtime = process.env[`${name.toUpperCase()}_RUNTIME_IMAGE`];
  return [
    ...(BUILD_IMAGE === undefined ? [] : [`--build-arg=BUILD_IMAGE=${BUILD_IMAGE}`]),
    ...(runtime === undefined ? [] : [`--build-arg=RUNTIME_IMAGE=${runtime}`]),
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

/** Sizes of the layers as a registry keeps them. Also reads through all of them for what must not be there. */
async function sizesOf(engine: Engine, image: string, base: string): Promise<{ ours: number; base: number }> {
  const { RootFS } = await engine.inspect<ImageFacts>(base);
  const folder = mkdtempSync(path.join(tmpdir(), 'biblio-layers-'));
  try {
    await engine.run('save', '--output', path.join(folder, 'image.tar'), image);
    execFileSync('tar', ['-xf', 'image.tar'], { cwd: folder });
    const [{ Layers }] = JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8')) as [{ Layers: string[] }];
    const sizes = Layers.map((layer, index) => {
      const content = readFileSync(path.join(folder, layer));
      assert.ok(index < RootFS.Layers.length || !content.includes(SECRET), 'a secret of the context is in a layer');
      return gzipSync(content).length;
    });
    const total = (list: number[]) => list.reduce((sum, size) => sum + size, 0);
    return { base: total(sizes.slice(0, RootFS.Layers.length)), ours: total(sizes.slice(RootFS.Layers.length)) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
