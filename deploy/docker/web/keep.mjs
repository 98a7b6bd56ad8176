// Keeps of a release what tabs opened before the next one still ask for: keep.mjs PREVIOUS CURRENT TARGET
import { cpSync, existsSync, mkdirSync, readdirSync, utimesSync } from 'node:fs';
import path from 'node:path';

/** Names with a hash, with .gz beside. What else there is would be answered by the new release anyway. */
const NAMED_BY_CONTENT = /-[\w-]{8}\.\w+(?:\.gz)?$/;

const [, , previous, current, target] = process.argv;
const folders = new Set([target]);
mkdirSync(target, { recursive: true });
for (const entry of readdirSync(previous, { recursive: true, withFileTypes: true })) {
  const name = path.relative(previous, path.join(entry.parentPath, entry.name));
  if (!entry.isFile() || !NAMED_BY_CONTENT.test(name) || existsSync(path.join(current, name))) continue;
  const kept = path.join(target, name);
  mkdirSync(path.dirname(kept), { recursive: true });
  cpSync(path.join(previous, name), kept, { preserveTimestamps: true });
  for (let folder = path.dirname(kept); folder.length >= target.length; folder = path.dirname(folder))
    folders.add(folder);
}
const root = path.dirname(path.dirname(path.dirname(target)));
for (let folder = target; folder.length >= root.length; folder = path.dirname(folder)) folders.add(folder);
for (const folder of [...folders].sort().reverse()) utimesSync(folder, 0, 0);
