// Makes JavaScript of the API's TypeScript with Node's own type stripper: a process that runs the build holds neither the
// stripper nor the types in memory. Types become blanks, so every line and column stays where it was written.
//   src/x.ts → dist/x.js      migrations/x.ts → dist/migrations/x.js
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const API = path.join(path.dirname(path.dirname(fileURLToPath(import.meta.url))), 'apps/api');
const TARGET = process.argv[2] ?? path.join(API, 'dist');
/** A module of ours as another names it: in an import, or as the address of a worker. */
const MODULE = /((?:\bfrom|\bimport|\bimport\(|\bnew URL\()\s*')(\.[^'\n]*\.ts)'/g;

const written = new Set();
for (const folder of ['src', 'migrations']) {
  for (const file of filesIn(path.join(API, folder))) {
    if (/\.test(-data)?\.ts$/.test(file)) continue;
    const target = targetOf(file);
    mkdirSync(path.dirname(target), { recursive: true });
    if (file.endsWith('.ts')) writeFileSync(target, toJavaScript(file));
    else copyFileSync(file, target);
    written.add(target);
  }
}
// Last, and file by file: a server that runs an older build may load one of its modules at any moment.
for (const file of filesIn(TARGET)) if (!written.has(file) && path.basename(file) !== '.built') rmSync(file);

function filesIn(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

function targetOf(source) {
  const place = path.relative(path.join(API, 'src'), source);
  const target = place.startsWith('..') ? path.relative(API, source) : place;
  return path.join(TARGET, target.replace(/\.ts$/, '.js'));
}

function toJavaScript(source) {
  const text = stripTypeScriptTypes(readFileSync(source, 'utf8'));
  return text.replace(MODULE, (_, before, module) => {
    const wanted = targetOf(path.resolve(path.dirname(source), module));
    const relative = path.relative(path.dirname(targetOf(source)), wanted).replaceAll(path.sep, '/');
    return `${before}${relative.startsWith('.') ? relative : `./${relative}`}'`;
  });
}
