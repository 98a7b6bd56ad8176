import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { identifiersOf, keysOf, termsOf } from './document-terms.ts';
import { isDamage, openIndexFile, type DocumentWrite, type IndexFile } from './index-file.queries.ts';
import type { SearchDocument } from './search-index.ts';
import { TITLES } from './titles.test-data.ts';

const writeOf = (document: SearchDocument): DocumentWrite => ({
  id: document.id,
  document,
  keys: keysOf(document),
  terms: termsOf(document),
  identifiers: identifiersOf(document),
});
const [first, second, third] = TITLES.map(writeOf) as [DocumentWrite, DocumentWrite, DocumentWrite];
/** What no table takes. */
const broken = { ...third, keys: { ...third.keys, sortTitle: null as unknown as string } };

describe('the index file', () => {
  let folder: string;
  let opened = 0;
  before(() => (folder = mkdtempSync(path.join(tmpdir(), 'biblio-index-'))));
  after(() => rmSync(folder, { recursive: true }));

  const place = () => path.join(folder, `index-${opened++}.sqlite`);
  const idsIn = (file: IndexFile) => [...file.documents()].map(({ id }) => id);

  test('keeps nothing of a write that fails, and all of the others', () => {
    const file = openIndexFile(place());
    file.write([first], [], 1);
    assert.throws(
      () => file.write([second, broken], [], 2),
      (error) => !isDamage(error),
    );
    assert.deepEqual(idsIn(file), [first.id]);
    assert.equal(file.position(), 1);
    file.close();
  });

  test('commits a rebuild with its end, and knows no position before', () => {
    const where = place();
    const file = openIndexFile(where);
    const elsewhere = openIndexFile(where);
    file.write([first], [], 1);
    file.beginRebuild();
    file.write([second], [], undefined);
    assert.deepEqual(idsIn(file), [first.id, second.id], 'who searches meanwhile finds what is there');
    assert.deepEqual(idsIn(elsewhere), [first.id]);
    assert.equal(elsewhere.position(), null);
    file.write([], [first.id], 7);
    assert.deepEqual(idsIn(elsewhere), [second.id]);
    assert.equal(elsewhere.position(), 7);
    // From here on each write is committed by itself again.
    file.write([third], [], undefined);
    assert.deepEqual(idsIn(elsewhere), [second.id, third.id]);
    file.close();
    elsewhere.close();
  });

  test('has to be begun anew where a write of a rebuild fails: what came before it is lost, too', () => {
    const file = openIndexFile(place());
    file.beginRebuild();
    file.write([first], [], undefined);
    assert.throws(() => file.write([broken], [], undefined), isDamage);
    file.write([first], [], undefined);
    assert.throws(() => file.write([broken], [], 1), isDamage, 'its last write, too');
    assert.deepEqual(idsIn(file), []);
    assert.equal(file.position(), null);
    file.close();
  });

  test('can be rebuilt again after a rebuild that was broken off, also by the end of the process', () => {
    const where = place();
    const file = openIndexFile(where);
    file.beginRebuild();
    file.write([first], [], undefined);
    file.beginRebuild();
    file.write([first, second], [], undefined);
    file.close();
    const after = openIndexFile(where);
    assert.deepEqual(idsIn(after), []);
    assert.equal(after.position(), null);
    after.beginRebuild();
    after.write([first, second], [], 3);
    assert.deepEqual([idsIn(after), after.position()], [[first.id, second.id], 3]);
    after.close();
  });
});
