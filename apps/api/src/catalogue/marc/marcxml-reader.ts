import { TextDecoder } from 'node:util';
import { SaxesParser } from 'saxes';
import { makeField, type DataField, type MarcProblem, type MarcRecord, type ReadRecord } from './marc-record.ts';
import { writeMarcXmlRecord } from './marcxml-writer.ts';

/** Longest text between two tags; beyond it the file is not a catalogue, and must not fill the memory. */
const MAX_TEXT = 16 * 1024 * 1024;
/** After so many faults in a row without a record the rest of the file is given up. */
const MAX_FAULTS = 1000;

/**
 * Reads the MARC records of an XML file one by one, with or without namespace, alone or wrapped by OAI-PMH, SRU or any other
 * envelope: a record is an element `record` with fields of its own. A record with broken XML is given as an error and the
 * rest goes on. `offset` counts characters, and `bytes` is the record written anew, as XML has no record boundaries to cut at.
 */
export async function* readMarcXml(stream: AsyncIterable<Uint8Array>): AsyncGenerator<ReadRecord> {
  const collector = new RecordCollector();
  const { parser } = collector;
  const decoder = new XmlDecoder();
  let isReadable = true;
  for await (const chunk of stream) {
    const text = decoder.decode(chunk);
    if (text === '') continue;
    collector.pendingText += text.length;
    parser.write(text);
    yield* collector.take();
    if (collector.pendingText > MAX_TEXT || collector.faults > MAX_FAULTS) {
      isReadable = false;
      break;
    }
  }
  if (isReadable) {
    const rest = decoder.end();
    if (rest !== '') parser.write(rest);
    parser.close();
    yield* collector.take();
  }
  const last = collector.endOfFile(isReadable);
  if (last !== undefined) yield last;
}

/** Reads the first MARC record of a text; undefined when there is none or it is broken. */
export function readMarcXmlText(text: string): MarcRecord | undefined {
  const collector = new RecordCollector();
  collector.parser.write(text.replace(/^\s*<\?xml[^>]*>/, '')).close();
  return collector.take()[0]?.record;
}

/** Turns the parser's events into records. */
class RecordCollector {
  // As a fragment: files of several documents pasted together are everyday.
  readonly parser = new SaxesParser<{ fragment: true; xmlns: false }>({ fragment: true, xmlns: false });
  /** Characters written since the last event. */
  pendingText = 0;
  /** Faults since the last good record. */
  faults = 0;
  #found: ReadRecord[] = [];
  #count = 0;
  #firstFault: MarcProblem | undefined;
  #open: OpenRecord[] = [];
  #field: DataField | undefined;
  #text: string | undefined;
  #attributes: Record<string, string> = {};

  constructor() {
    this.parser.on('error', (error) => this.#fault(error));
    this.parser.on('opentag', ({ name, attributes }) => this.#openTag(localName(name), attributes));
    this.parser.on('closetag', ({ name }) => this.#closeTag(localName(name)));
    this.parser.on('text', (text) => this.#addText(text));
    this.parser.on('cdata', (text) => this.#addText(text));
  }

  take(): ReadRecord[] {
    const found = this.#found;
    this.#found = [];
    return found;
  }

  /** What is to be said when the file ends: it broke off, or held nothing. */
  endOfFile(isReadable: boolean): ReadRecord | undefined {
    const broken = this.#open.find(({ record }) => record.fields.length > 0);
    if (isReadable && broken === undefined && this.#count > 0) return undefined;
    const error =
      this.#firstFault ??
      (this.#count === 0
        ? ({ code: 'no_records', message: 'The XML holds no MARC record.' } as const)
        : ({ code: 'malformed', message: 'The XML ends inside a record.' } as const));
    return {
      position: this.#count + 1,
      offset: broken?.offset ?? this.parser.position,
      bytes: new Uint8Array(0),
      error,
    };
  }

  #openTag(name: string, attributes: Record<string, string>): void {
    this.pendingText = 0;
    if (name === 'record') {
      this.#open.push({ record: { leader: '', fields: [] }, offset: this.parser.position, error: undefined });
    } else if (this.#open.length === 0) return;
    else if (name === 'datafield') {
      const { tag = '', ind1 = ' ', ind2 = ' ' } = attributes;
      this.#field = makeField(tag, `${ind1 || ' '}${ind2 || ' '}`);
    } else if (name === 'leader' || name === 'controlfield' || name === 'subfield') {
      this.#text = '';
      this.#attributes = attributes;
    }
  }

  #addText(text: string): void {
    this.pendingText = 0;
    if (this.#text !== undefined) this.#text += text;
  }

  #closeTag(name: string): void {
    this.pendingText = 0;
    const current = this.#open.at(-1);
    if (current === undefined) return;
    const text = this.#text;
    if (name === 'record') this.#closeRecord();
    else if (name === 'datafield') {
      if (this.#field !== undefined && this.#field.subfields.length > 0) current.record.fields.push(this.#field);
      this.#field = undefined;
    } else if (text !== undefined && name === 'leader') {
      current.record.leader = normaliseLeader(text);
      this.#text = undefined;
    } else if (text !== undefined && name === 'controlfield') {
      current.record.fields.push({
        tag: this.#attributes['tag'] ?? '',
        value: text.replace(/[\r\n]+\s*/g, '').normalize('NFC'),
      });
      this.#text = undefined;
    } else if (text !== undefined && name === 'subfield') {
      // Pretty-printing puts line ends into text; MARC has none.
      const value = text.replace(/\s*[\r\n]+\s*/g, ' ').normalize('NFC');
      this.#field?.subfields.push({ code: this.#attributes['code'] ?? ' ', value });
      this.#text = undefined;
    }
  }

  #closeRecord(): void {
    const closed = this.#open.pop()!;
    this.#field = undefined;
    this.#text = undefined;
    // The envelope of OAI-PMH and SRU is called "record" too, but has no fields of its own.
    if (closed.record.fields.length === 0 && closed.record.leader === '') return;
    this.#count += 1;
    const place = {
      position: this.#count,
      offset: closed.offset,
      bytes: Buffer.from(writeMarcXmlRecord(closed.record)),
    };
    if (closed.error !== undefined) this.#found.push({ ...place, error: closed.error });
    else if (closed.record.fields.length === 0) {
      this.#found.push({ ...place, error: { code: 'no_fields', message: 'The record has no fields.' } });
    } else {
      this.faults = 0;
      closed.record.leader ||= normaliseLeader('');
      this.#found.push({ ...place, record: closed.record, warnings: [] });
    }
  }

  #fault(error: Error): void {
    this.faults += 1;
    const problem: MarcProblem = { code: 'malformed', message: error.message.slice(0, 300) };
    this.#firstFault ??= problem;
    const current = this.#open.at(-1);
    if (current !== undefined) current.error ??= problem;
  }
}

interface OpenRecord {
  record: MarcRecord;
  offset: number;
  error: MarcProblem | undefined;
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

function normaliseLeader(text: string): string {
  const leader = text.replace(/[\r\n\t]/g, ' ').replace(/[^\x20-\x7e]/g, ' ');
  return leader.padEnd(24).slice(0, 24);
}

/** Decodes the bytes of an XML file by its byte order mark or its declaration. */
class XmlDecoder {
  #decoder: TextDecoder | undefined;
  #isStarted = false;

  decode(chunk: Uint8Array): string {
    this.#decoder ??= new TextDecoder(xmlEncoding(chunk));
    let text = this.#decoder.decode(chunk, { stream: true });
    if (!this.#isStarted && text !== '') {
      this.#isStarted = true;
      // A fragment has no declaration, and we have read it already.
      text = text.trimStart().replace(/^<\?xml[^>]*>/, '');
    }
    return text;
  }

  end(): string {
    return this.#decoder?.decode() ?? '';
  }
}

function xmlEncoding(chunk: Uint8Array): string {
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le';
  if (chunk[0] === 0xfe && chunk[1] === 0xff) return 'utf-16be';
  if (chunk[0] === 0x3c && chunk[1] === 0x00) return 'utf-16le';
  if (chunk[0] === 0x00 && chunk[1] === 0x3c) return 'utf-16be';
  const head = Buffer.from(chunk.subarray(0, 200)).toString('latin1');
  const declared = /^\s*(?:\u00ef\u00bb\u00bf)?<\?xml[^>]*encoding\s*=\s*["']([\w.-]+)["']/
    .exec(head)?.[1]
    ?.toLowerCase();
  const known = ['utf-8', 'iso-8859-1', 'iso-8859-15', 'windows-1252', 'us-ascii', 'windows-1251', 'iso-8859-2'];
  return declared !== undefined && known.includes(declared) ? declared : 'utf-8';
}
