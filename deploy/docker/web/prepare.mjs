// Lays out the built web app for nginx: prepare.mjs BUILT TARGET
//   plain/  every file as it is, with .gz beside where that is smaller      br/  the same in Brotli, under the same names
// nginx makes an ETag of a file's size and date. Two releases may have an index.html of one size, and all files of an image have
// one date, so each file gets a date made from its content.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const COMPRESSIBLE = /\.(?:js|css|html|json|svg|txt)$/;
const WORTH_IT = 256;

const [, , built, target] = process.argv;
const folders = new Set([target]);
for (const entry of readdirSync(built, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || entry.name.startsWith('.')) continue;
  const file = path.join(entry.parentPath, entry.name);
  const name = path.relative(built, file);
  const content = readFileSync(file);
  keep(path.join('plain', name), content);
  if (!COMPRESSIBLE.test(name) || content.length < WORTH_IT) continue;
  keep(path.join('plain', `${name}.gz`), gzipSync(content, { level: 9 }));
  keep(
    path.join('br', name),
    brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }),
  );
}
for (const folder of [...folders].sort().reverse()) utimesSync(folder, 0, 0);

function keep(name, content) {
  const file = path.join(target, name);
  for (let folder = path.dirname(file); folder.length >= target.length; folder = path.dirname(folder)) {
    folders.add(folder);
  }
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  // Within the first 34 years of the calendar of computers: an exporter that cuts dates at that of the commit leaves them alone.
  const seconds = createHash('sha256').update(content).digest().readUInt32BE() >>> 2;
  utimesSync(file, seconds, seconds);
}
