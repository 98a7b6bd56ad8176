import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readIso2709, type Iso2709Options } from './iso2709-reader.ts';
import { writeIso2709 } from './iso2709-writer.ts';
import { dataFields, makeField, subfield, type MarcRecord, type ReadRecord } from './marc-record.ts';

const LEADER = '00000nam a2200000 i 4500';
const SAMPLE: MarcRecord = {
  leader: LEADER,
  fields: [{ tag: '001', value: 'x1' }, makeField('245', '10', ['a', 'Été à Paris /'], ['c', 'Zoé Noël.'])],
};

async function* chunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function readAll(bytes: Uint8Array, options: Iso2709Options & { chunk?: number } = {}): Promise<ReadRecord[]> {
  const all: ReadRecord[] = [];
  for await (const read of readIso2709(chunks(bytes, options.chunk ?? 64), options)) all.push(read);
  return all;
}

const join = (...parts: (Uint8Array | string)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)));

const warningsOf = (read: ReadRecord): string[] => (read.record === undefined ? [read.error.code] : read.warnings);

/** Replaces the numbers of leader and directory by those of a file whose lengths were counted in characters. */
function countedInCharacters(record: MarcRecord, encoding: 'utf8' | 'latin1' = 'utf8'): Buffer {
  const lengths = writeIso2709({
    ...record,
    fields: JSON.parse(JSON.stringify(record.fields).replace(/[\u0080-\uffff]/g, 'x')) as MarcRecord['fields'],
  });
  const head = Buffer.from(lengths).toString('latin1').split('\u001e')[0]!;
  const body = Buffer.from(writeIso2709(record)).toString('utf8').split('\u001e').slice(1).join('\u001e');
  return Buffer.from(`${head}\u001e${body}`, encoding);
}

test('any record comes back from its bytes, whatever the size of the chunks', async () => {
  const text = fc
    .string({ unit: 'grapheme', maxLength: 30 })
    .map((value) => value.replace(/[\u0000-\u001f]/g, '').normalize('NFC'));
  const code = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0123456789');
  const tag = fc.integer({ min: 10, max: 999 }).map((n) => String(n).padStart(3, '0'));
  const dataField = fc
    .tuple(tag, fc.constantFrom(' ', '0', '1'), fc.array(fc.tuple(code, text), { minLength: 1, maxLength: 4 }))
    .map(([name, ind1, pairs]) => ({
      tag: name,
      ind1,
      ind2: ' ',
      subfields: pairs.map(([letter, value]) => ({ code: letter, value })),
    }));
  const record = fc.array(dataField, { maxLength: 6 }).map((fields) => ({
    leader: LEADER,
    fields: [{ tag: '001', value: 'id' }, ...fields],
  }));
  await fc.assert(
    fc.asyncProperty(
      fc.array(record, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 200 }),
      async (all, size) => {
        const read = await readAll(join(...all.map((each) => writeIso2709(each))), { chunk: size });
        assert.deepEqual(
          read.map((each) => each.record?.fields),
          all.map(({ fields }) => fields),
        );
        assert.deepEqual(read.flatMap(warningsOf), []);
      },
    ),
  );
});

test('any bytes at all give records or errors, never an exception', async () => {
  const noise = fc.array(fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(0x1d, 0x1e, 0x1f, 0x30)), {
    maxLength: 300,
  });
  await fc.assert(
    fc.asyncProperty(noise, noise, async (before, after) => {
      await readAll(Buffer.from(before));
      const damaged = Buffer.from(writeIso2709(SAMPLE));
      after.slice(0, 20).forEach((byte, index) => (damaged[(index * 7 + byte) % damaged.length] = byte));
      await readAll(damaged);
    }),
  );
});

const good = writeIso2709(SAMPLE);
const titleOf = (read: ReadRecord | undefined) => subfield(dataFields(read!.record!, '245')[0], 'a');

test('junk between records, line ends and padding do not stop the rest', async () => {
  const read = await readAll(join('\ufeff\r\n', good, '\r\n\u0000\u001a', good, 'garbage before ', good, '\r\n\u001a'));
  assert.deepEqual(
    read.map((each) => titleOf(each)),
    ['Été à Paris /', 'Été à Paris /', 'Été à Paris /'],
  );
  assert.deepEqual(
    read.map(({ position }) => position),
    [1, 2, 3],
  );
});

test('a record that breaks off at the end of the file is refused, the ones before it are kept', async () => {
  const read = await readAll(join(good, good.subarray(0, 60)));
  assert.deepEqual(
    read.map((each) => each.error?.code),
    [undefined, 'record_truncated'],
  );
  assert.equal(read[1]!.offset, good.length);
});

test('a broken record between good ones is refused with its place and its beginning', async () => {
  const read = await readAll(join(good, '00026nam a2200025 i 4500\u001e\u001d', 'no record at all\u001d', good));
  assert.deepEqual(
    read.map((each) => each.error?.code),
    [undefined, 'no_fields', 'record_truncated', undefined],
  );
  assert.equal(Buffer.from(read[2]!.bytes).toString(), 'no record at all\u001d');
});

test('lengths that were counted in characters are put right by the terminators', async () => {
  const [read] = await readAll(
    countedInCharacters({ ...SAMPLE, fields: [...SAMPLE.fields, makeField('300', '  ', ['a', '12 p.'])] }),
  );
  assert.equal(titleOf(read), 'Été à Paris /');
  assert.equal(subfield(dataFields(read!.record!, '300')[0], 'a'), '12 p.');
  assert.deepEqual(warningsOf(read!), ['directory_repaired', 'length_repaired']);
});

test('a directory that does not fit its fields is refused rather than guessed', async () => {
  const lost = Buffer.from(good)
    .toString('latin1')
    .replace(/001\d{9}245(\d{4})00003/, '245$100002');
  const [read] = await readAll(Buffer.from(lost, 'latin1'));
  assert.equal(read!.error?.code, 'malformed');
});

test('a leader that lost a character does not cost the record', async () => {
  const [read] = await readAll(
    Buffer.from(Buffer.from(good).toString('latin1').replace(' i 4500', ' i 450'), 'latin1'),
  );
  assert.equal(titleOf(read), 'Été à Paris /');
});

test('a base address, a record length or an entry map that is wrong does not matter', async () => {
  const text = Buffer.from(good).toString('latin1');
  for (const leader of [
    '99999nam a2200000 i 4500',
    '00000nam a2299999 i 4500',
    '     nam a22      i     ',
    '00123nam a2200000 i 45\u0002 ',
  ]) {
    const [read] = await readAll(Buffer.from(leader + text.slice(24), 'latin1'));
    assert.equal(titleOf(read), 'Été à Paris /', leader);
  }
});

test('records beyond 99,999 bytes and fields beyond 9,999 are written and read', async () => {
  const long = 'é'.repeat(60_000);
  const record: MarcRecord = {
    leader: LEADER,
    fields: [
      makeField('245', '10', ['a', 'T']),
      makeField('505', '  ', ['a', long]),
      makeField('520', '  ', ['a', 'end']),
    ],
  };
  const [read, second] = await readAll(join(writeIso2709(record), good), { chunk: 65_536 });
  assert.equal(subfield(dataFields(read!.record!, '505')[0], 'a'), long);
  assert.equal(subfield(dataFields(read!.record!, '520')[0], 'a'), 'end');
  assert.equal(titleOf(second), 'Été à Paris /');
});

test('a record without end is given up at the limit, and what follows is read', async () => {
  const read = await readAll(join('00100nam', 'x'.repeat(5000), '\u001d', good), { maxRecordBytes: 4000 });
  assert.deepEqual(
    read.map((each) => each.error?.code),
    ['too_long', undefined],
  );
  assert.ok(read[0]!.bytes.length <= 2000);
});

const marc8Leader = '00000nam  2200000 i 4500';
/** Bytes of a record whose text is given as Latin-1 characters, byte for byte. */
function raw(title: string, leader = marc8Leader, tag = '245', extra = ''): Buffer {
  const fields = [`10\u001fa${title}\u001e`, ...(extra === '' ? [] : [`  \u001fa${extra}\u001e`])];
  const tags = extra === '' ? [tag] : ['100', tag];
  const ordered = extra === '' ? fields : [fields[1]!, fields[0]!];
  let address = 0;
  let directory = '';
  ordered.forEach((field, index) => {
    directory += tags[index]! + String(field.length).padStart(4, '0') + String(address).padStart(5, '0');
    address += field.length;
  });
  const base = 25 + directory.length;
  const length = base + address + 1;
  const head = String(length).padStart(5, '0') + leader.slice(5, 12) + String(base).padStart(5, '0') + leader.slice(17);
  return Buffer.from(`${head}${directory}\u001e${ordered.join('')}\u001d`, 'latin1');
}

const readTitle = async (bytes: Uint8Array, tag = '245') => {
  const [read] = await readAll(bytes);
  return subfield(dataFields(read!.record!, tag)[0], 'a');
};

test('MARC-8: marks before letters, other scripts, character references, East Asian', async () => {
  assert.equal(await readTitle(raw('\u00e2Etude fran\u00f0caise')), 'Étude française');
  assert.equal(await readTitle(raw('\u001b(NcIKWA\u001b(B !')), 'Циква !');
  assert.equal(await readTitle(raw('H\u001bb2\u001bsO')), 'H₂O');
  assert.equal(await readTitle(raw('&#x4E2D; 1')), '&#x4E2D; 1');
  assert.equal(await readTitle(raw('\u00e2e &#x4E2D;')), 'é 中');
  assert.equal(await readTitle(raw('\u001b$1!0!\u001b(B.')), '一.');
  assert.equal(await readTitle(raw('\u001b(2`a\u001b(B')), 'אב');
});

test('UTF-8 that is not declared, and MARC-8 that says it is UTF-8', async () => {
  assert.equal(
    await readTitle(Buffer.from(writeIso2709(SAMPLE).map((byte, index) => (index === 9 ? 0x20 : byte)))),
    'Été à Paris /',
  );
  assert.equal(await readTitle(raw('Le th\u00e2e\u00e3atre', LEADER)), 'Le théâtre');
});

test('Latin-1 that says it is MARC-8, and Cyrillic code pages', async () => {
  assert.equal(await readTitle(raw('La libert\u00e9 d\u00e9j\u00e0')), 'La liberté déjà');
  const windows1251 = '\u00ce\u00f1\u00ed\u00ee\u00e2\u00fb \u00f0\u00e0\u00f1\u00f7\u00e5\u00f2\u00e0';
  assert.equal(await readTitle(raw(windows1251)), 'Основы расчета');
});

test('MARC-8 that was turned into UTF-8 as if it were Latin-1 is turned back', async () => {
  const record: MarcRecord = {
    leader: marc8Leader,
    fields: [makeField('245', '10', ['a', 'Lesab\u00e2endio in M\u00e8unchen'])],
  };
  const bytes = countedInCharacters(record);
  bytes[9] = 0x20;
  assert.equal(await readTitle(bytes), 'Lesabéndio in München');
});

test('UNIMARC in ISO 5426 by its field 100', async () => {
  const coded = '20100101d2010    m  y0frey0103    ba';
  assert.equal(
    await readTitle(raw('L\u00c2eon et l\u00c2Et\u00c2e', marc8Leader, '200', coded), '200'),
    'Léon et lÉté',
  );
});

test('a field that lost its delimiter or has a foreign code keeps its text', async () => {
  const text = Buffer.from(good).toString('latin1');
  const [read] = await readAll(Buffer.from(text.replace('10\u001fa', '10aa'), 'latin1'));
  assert.match(titleOf(read) ?? '', /Été à Paris/);
});
