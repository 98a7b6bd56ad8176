import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { startLibraryFrom } from './library.ts';

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

test('the build that `npm start` runs opens a library, searches it, and names no source', async () => {
  // Beside the sources, so that packages are found as from the real place.
  const target = mkdtempSync(path.join(ROOT, 'apps/api/dist-test-'));
  try {
    execFileSync(process.execPath, [path.join(ROOT, 'tools/build-api.mjs'), target]);
    const files = readdirSync(target, { recursive: true }) as string[];
    assert.ok(files.includes('main.js') && files.includes('catalogue/marc/eacc.txt'));
    assert.deepEqual(
      files.filter((file) => file.endsWith('.ts') || file.includes('.test')),
      [],
    );
    const library = await startLibraryFrom(path.relative(ROOT, path.join(target, 'main.js')), '--empty');
    try {
      const answer = await fetch(`${library.url}/api/v1/records?q=anything`);
      assert.equal(answer.status, 200);
      assert.equal(((await answer.json()) as { total: number }).total, 0);
    } finally {
      await library.close();
    }
  } finally {
    rmSync(target, { recursive: true });
  }
});
