// Builds the images, starts the composition, and holds both to what docs/containers.md claims: npm run test:containers
// The environment may name the engine (CONTAINER_ENGINE) and the images to build on (BUILD_IMAGE, API_RUNTIME_IMAGE,
// WEB_RUNTIME_IMAGE, MYSQL_IMAGE, REDIS_IMAGE, MAILPIT_IMAGE).
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findEngine } from './engine.ts';
import { checkImages } from './images.ts';
import { createReport } from './report.ts';
import { checkStack } from './stack.ts';

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
const { values } = parseArgs({ options: { prefix: { type: 'string', default: 'biblio-test/' } } });
const engine = findEngine();
if (engine === null) {
  process.stderr.write('No container engine answers here: docker or podman is needed for this.\n');
  process.exit(2);
}
const report = createReport();
const lint = spawnSync('hadolint', ['--version']).status === 0;
if (lint) {
  await report.claim('hadolint has nothing to say', () => {
    const files = ['api', 'web'].map((name) => `deploy/docker/${name}.Dockerfile`);
    const { status, stdout } = spawnSync('hadolint', files, { cwd: root, encoding: 'utf8' });
    if (status !== 0) throw new Error(stdout);
    return 'clean';
  });
} else process.stderr.write('hadolint is not here: the Dockerfiles were not linted.\n');
const images = await checkImages(engine, report, root, values.prefix);
try {
  const why = await engine.whyNoComposition();
  if (why === null) await checkStack(engine, report, root, images);
  else process.stderr.write(`The composition was not started: ${why}\n`);
} finally {
  await images.remove();
}
process.exitCode = report.print() === 0 ? 0 : 1;
