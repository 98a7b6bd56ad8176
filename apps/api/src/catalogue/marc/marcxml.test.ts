import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { makeField, dataFields, subfield, type MarcRecord, type ReadRecord } from './marc-record.ts';
import { readMarcXml } from './marcxml-reader.ts';
import { MARCXML_FOOTER, MARCXML_HEADER, writeMarcXmlDocument, writeMarcXmlRecord } from './marcxml-writer.ts';

async function* chunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function readAll(xml: string | Uint8Array, size = 50): Promise<ReadRecord[]> {
  const all: ReadRecord[] = [];
  const bytes = typeof xml === 'string' ? Buffer.from(xml) : xml;
  for await (const read of readMarcXml(chunks(bytes, size))) all.push(read);
  return all;
}

const titles = (read: ReadRecord[]) =>
  read.map((each) => (each.record === undefined ? each.error.code : subfield(dataFields(each.record, '245')[0], 'a')));

const record = (title: string, prefix = '') =>
  `<${prefix}record><${prefix}leader>00000nam a2200000 i 4500</${prefix}leader>` +
  `<${prefix}datafield tag="245" ind1="1" ind2="0"><${prefix}subfield code="a">${title}</${prefix}subfield></${prefix}datafield></${prefix}record>`;

test('any record comes back from its XML, hostile text included', async () => {
  const text = fc
    .string({ unit: 'binary', maxLength: 40 })
    .map((value) => value.replace(/[\u0000-\u001f\ufffe\uffff]|\p{Cs}/gu, '').normalize('NFC'));
  await fc.assert(
    fc.asyncProperty(
      fc.array(text, { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 3, max: 300 }),
      async (values, size) => {
        const source: MarcRecord = {
          leader: '00000nam a2200000 i 4500',
          fields: [
            { tag: '001', value: '1&2<3' },
            makeField('500', ' 1', ...values.map((value) => ['a', `${value}.`] as const)),
          ],
        };
        const [read] = await readAll(writeMarcXmlDocument(source), size);
        assert.deepEqual(read!.record, source);
      },
    ),
  );
});

test('any text at all gives records or errors, never an exception', async () => {
  const tag = fc.constantFrom(
    '<record>',
    '</record>',
    '<datafield tag="245">',
    '<subfield code="a">',
    '&amp;',
    '&x;',
    '<',
    ']]>',
    'x',
    '<!DOCTYPE a [<!ENTITY b "c">]>',
    '</a>',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(tag, { maxLength: 30 }), async (parts) => void (await readAll(parts.join('')))),
  );
});

test('namespaces, prefixes, none, and envelopes of OAI-PMH and SRU', async () => {
  const oai = `<OAI-PMH><ListRecords><record><header/><metadata>${record('oai', 'marc:')}</metadata></record></ListRecords></OAI-PMH>`;
  const sru = `<srw:records><srw:record><srw:recordData>${record('sru')}</srw:recordData></srw:record></srw:records>`;
  assert.deepEqual(titles(await readAll(oai)), ['oai']);
  assert.deepEqual(titles(await readAll(sru)), ['sru']);
  assert.deepEqual(titles(await readAll(`${MARCXML_HEADER}${record('plain')}${MARCXML_FOOTER}`)), ['plain']);
  assert.deepEqual(
    titles(await readAll(`\n<?xml version="1.0"?>${record('one')}<?xml version="1.0"?>${record('two')}`)),
    ['one', 'two'],
  );
});

test('a broken record is refused and the rest goes on', async () => {
  const broken = record('bad &undefined; \u0001');
  assert.deepEqual(titles(await readAll(`<collection>${record('a')}${broken}${record('c')}</collection>`)), [
    'a',
    'malformed',
    'c',
  ]);
});

test('a file that breaks off, or is no MARC, says so', async () => {
  assert.deepEqual(
    titles(await readAll(`<collection>${record('a')}<record><controlfield tag="001">x</controlfield>`)),
    ['a', 'malformed'],
  );
  assert.deepEqual(titles(await readAll('<html><body>No</body></html>')), ['no_records']);
});

test('other encodings by declaration or byte order mark', async () => {
  const latin1 = Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?>${record('é')}`, 'latin1');
  const utf16 = Buffer.from(`\ufeff<?xml version="1.0" encoding="UTF-16"?>${record('é')}`, 'utf16le');
  assert.deepEqual(titles(await readAll(latin1, 1000)), ['é']);
  assert.deepEqual(titles(await readAll(utf16, 1000)), ['é']);
});

test('pretty-printed text, entities that multiply, and control characters in a writer', async () => {
  const [read] = await readAll(record('\n   A\n   title\n'));
  assert.equal(subfield(dataFields(read!.record!, '245')[0], 'a'), 'A title');
  const bomb = `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>${record('&b;')}`;
  assert.deepEqual(titles(await readAll(bomb)), ['malformed']);
  assert.doesNotMatch(
    writeMarcXmlRecord({ leader: '', fields: [{ tag: '001', value: 'a\u0000\u001fb\ud800' }] }),
    /[\u0000\u001f\ud800]/,
  );
});
