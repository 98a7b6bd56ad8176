import { createHash, type Hash } from 'node:crypto';
import { pipeline, Readable, Transform, type TransformCallback } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { createZstdCompress, createZstdDecompress } from 'node:zlib';
import { Decrypter, Encrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import { Problem, problem } from '../platform/errors.ts';

/** How large something is, and what it is. */
export interface Measure {
  bytes: number;
  sha256: string;
}

/** What a sealed file must be for its opening to succeed. */
export interface Seal {
  file: string;
  isEncrypted: boolean;
  /** What is known of it beforehand. */
  stored: Partial<Measure>;
  raw: Partial<Measure>;
}

/** What may be opened with a private key of age: the secret lines of an identity file. */
export type Identities = readonly string[];

/** Reads the secret keys out of an identity file, as `age-keygen` writes it. */
export function parseIdentities(text: string): Identities {
  return text
    .split(/\s*\n\s*/)
    .map((line) => line.trim())
    .filter((line) => line.startsWith('AGE-SECRET-KEY-'));
}

/** Makes a private key of age and its public key. */
export async function makeIdentity(): Promise<{ identity: string; recipient: string }> {
  const identity = await generateIdentity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/**
 * Compresses a stream with zstd and encrypts it with age where there are recipients.
 *
 * @returns what is to be stored, and what measures it once all of it has gone by.
 */
export async function seal(
  raw: Readable,
  recipients: readonly string[],
): Promise<{ sealed: Readable; measure: () => { raw: Measure; stored: Measure } }> {
  const rawMeter = new Meter();
  const storedMeter = new Meter();
  const compressed = pipeline(raw, rawMeter, createZstdCompress(), ignoreHere);
  const sealed = pipeline(await encrypt(compressed, recipients), storedMeter, ignoreHere);
  return { sealed, measure: () => ({ raw: rawMeter.measure(), stored: storedMeter.measure() }) };
}

/**
 * Undoes `seal`. What comes out may only be believed once the stream has ended without an error.
 *
 * @throws Problem `backup_key_missing` and `backup_key_wrong`; the stream fails with `backup_damaged` when what is stored is
 *   not what was written.
 */
export async function unseal(stored: Readable, seal: Seal, identities: Identities): Promise<Readable> {
  const storedMeter = new Meter();
  const rawMeter = new Meter();
  const measured = pipeline(stored, storedMeter, ignoreHere);
  const decrypted = seal.isEncrypted ? await decrypt(measured, seal.file, identities) : measured;
  const raw = pipeline(decrypted, createZstdDecompress(), rawMeter, ignoreHere);
  const damaged = (reason: string) => problem('backup_damaged', { file: seal.file, reason });
  async function* believed(): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of raw) yield chunk as Buffer;
    } catch (error) {
      // zlib and age fail at whatever byte the damage makes senseless; a storage that is away says so itself.
      throw error instanceof Problem ? error : damaged((error as Error).message);
    }
    if (!isSame(storedMeter.measure(), seal.stored)) throw damaged('its checksum is another');
    if (!isSame(rawMeter.measure(), seal.raw)) throw damaged('what it holds has another checksum');
  }
  return Readable.from(believed(), { objectMode: false });
}

/**
 * Makes sure that backups can be encrypted for somebody.
 *
 * @throws Problem `backup_recipient_invalid` naming what is no public key.
 */
export function requireRecipients(recipients: readonly string[]): void {
  for (const recipient of recipients) {
    try {
      new Encrypter().addRecipient(recipient);
    } catch (error) {
      // Whatever the library finds wrong with it.
      throw problem('backup_recipient_invalid', { recipient, reason: (error as Error).message });
    }
  }
}

async function encrypt(stream: Readable, recipients: readonly string[]): Promise<Readable> {
  if (recipients.length === 0) return stream;
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return fromWeb(await encrypter.encrypt(toWeb(stream)));
}

async function decrypt(stream: Readable, file: string, identities: Identities): Promise<Readable> {
  if (identities.length === 0) throw problem('backup_key_missing', { file });
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  try {
    return fromWeb(await decrypter.decrypt(toWeb(stream)));
  } catch (error) {
    stream.destroy();
    if (error instanceof Problem) throw error;
    // The library says in words only which of the two it is.
    if (/no identity matched/i.test((error as Error).message)) throw problem('backup_key_wrong', { file });
    throw problem('backup_damaged', { file, reason: (error as Error).message });
  }
}

/** Counts and hashes what goes through. */
class Meter extends Transform {
  readonly #hash: Hash = createHash('sha256');
  #bytes = 0;
  #sha256: string | undefined;

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#bytes += chunk.length;
    this.#hash.update(chunk);
    done(null, chunk);
  }

  measure(): Measure {
    this.#sha256 ??= this.#hash.digest('hex');
    return { bytes: this.#bytes, sha256: this.#sha256 };
  }
}

function isSame(is: Measure, expected: Partial<Measure>): boolean {
  const { bytes = is.bytes, sha256 = is.sha256 } = expected;
  return is.bytes === bytes && is.sha256 === sha256;
}

/** Whoever reads the last stream is told: `pipeline` hands the error on. */
function ignoreHere(): void {}

function toWeb(stream: Readable): globalThis.ReadableStream<Uint8Array> {
  return Readable.toWeb(stream) as unknown as globalThis.ReadableStream<Uint8Array>;
}

function fromWeb(stream: globalThis.ReadableStream<Uint8Array>): Readable {
  return Readable.fromWeb(stream as unknown as ReadableStream);
}
