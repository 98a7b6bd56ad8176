import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { keyTitle, planTitle } from './import-plan.ts';
import { KeySet } from './key-set.ts';
import { matchKeyOf } from './match-key.ts';
import { importedTitle } from './test-titles.ts';

test('the strongest key that a title has', () => {
  const keyOf = (...args: Parameters<typeof importedTitle>) => matchKeyOf(importedTitle(...args));
  assert.equal(keyOf({ controlNumber: '12' }, { agency: 'OCoLC' }), 'cn:OCoLC:12');
  assert.equal(
    keyOf({ controlNumber: '12' }, { agency: 'http://catalogue.bnf.fr/ark:/12148/cb1' }),
    'id:http://catalogue.bnf.fr/ark:/12148/cb1',
  );
  // Without an agency the same number of another library must not overwrite: the title belongs to the key.
  assert.match(keyOf({ controlNumber: '12', title: 'A' }), /^no:12:/);
  assert.notEqual(keyOf({ controlNumber: '12', title: 'A' }), keyOf({ controlNumber: '12', title: 'B' }));
  assert.match(keyOf({ isbns: ['9782070541270'], title: 'A' }), /^isbn:9782070541270:/);
  assert.equal(keyOf({ title: 'L’Été' }), keyOf({ title: 'l ete' }));
  assert.notEqual(keyOf({ title: 'A', year: 1999 }), keyOf({ title: 'A', year: 2000 }));
  assert.ok(keyOf({ controlNumber: 'x'.repeat(180) }, { agency: 'y'.repeat(180) }).length <= 150);
});

test('create, update, unchanged', () => {
  const keyed = keyTitle(importedTitle({ title: 'A' }, { fingerprint: 'f1' }), new KeySet());
  assert.equal(planTitle(keyed, undefined), 'create');
  assert.equal(planTitle(keyed, { id: 1, fingerprint: 'f0' }), 'update');
  assert.equal(planTitle(keyed, { id: 1, fingerprint: null }), 'update');
  assert.equal(planTitle(keyed, { id: 1, fingerprint: 'f1' }), 'unchanged');
});

test('a key that comes twice in a file: rows add copies, MARC records become twins, the same record counts once', () => {
  const row = importedTitle({ controlNumber: '1' }, { format: 'csv', fingerprint: 'f1' });
  const rows = new KeySet();
  assert.equal(keyTitle(row, rows).isRepeat, false);
  assert.equal(keyTitle({ ...row, fingerprint: 'f2' }, rows).isRepeat, true);

  const record = importedTitle({ controlNumber: '1' }, { agency: 'X', fingerprint: 'f1' });
  const records = new KeySet();
  const [first, twin, again] = [record, { ...record, fingerprint: 'f2' }, { ...record, fingerprint: 'f2' }].map(
    (each) => keyTitle(each, records),
  );
  assert.equal(first!.key, 'cn:X:1');
  assert.match(twin!.key, /^twin:cn:X:1#f2/);
  assert.deepEqual([first!.isRepeat, twin!.isRepeat, again!.isRepeat], [false, false, true]);
});

test('importing any file a second time changes nothing', () => {
  const title = fc
    .record({
      controlNumber: fc.constantFrom('1', '2', null),
      title: fc.constantFrom('A', 'B'),
      fingerprint: fc.constantFrom('f1', 'f2', 'f3'),
      agency: fc.constantFrom('X', null),
      format: fc.constantFrom('marc21' as const, 'csv' as const),
    })
    .map(({ controlNumber, title: name, ...rest }) => importedTitle({ controlNumber, title: name }, rest));
  fc.assert(
    fc.property(fc.array(title, { maxLength: 12 }), (file) => {
      const catalogue = new Map<string, { id: number; fingerprint: string }>();
      const run = () => {
        const seen = new KeySet();
        return file.map((each) => {
          const keyed = keyTitle(each, seen);
          const outcome = planTitle(keyed, catalogue.get(keyed.key));
          if (outcome !== 'unchanged') catalogue.set(keyed.key, { id: 0, fingerprint: each.fingerprint });
          return outcome;
        });
      };
      run();
      assert.ok(run().every((outcome) => outcome === 'unchanged'));
    }),
  );
});

test('a key set knows what it was given, and nothing else, as it grows', () => {
  const set = new KeySet();
  for (let n = 0; n < 50_000; n += 1) assert.equal(set.add(`k${n}`), false);
  for (let n = 0; n < 50_000; n += 7) assert.equal(set.add(`k${n}`), true);
});
