import { execFileSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface Pair {
  'tls.crt': string;
  'tls.key': string;
}

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** A certificate authority of this machine, for one proof. */
export class Authority {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'biblio-authority-'));

  constructor() {
    this.openssl('req', '-x509', ...NEW_KEY, '-subj', '/CN=Biblio Pro, a proof', '-days', '2', ...this.pair('ca'));
  }

  /** The file that clients trust. */
  get file(): string {
    return path.join(this.folder, 'ca.crt');
  }

  get own(): Pair {
    return this.read('ca');
  }

  /** A certificate for a host, for a day. */
  issue(host: string): Pair {
    const extensions = path.join(this.folder, 'extensions');
    writeFileSync(extensions, `subjectAltName=DNS:${host}\nextendedKeyUsage=serverAuth\n`);
    const [request, certificate] = [path.join(this.folder, 'request'), path.join(this.folder, 'leaf.crt')];
    const key = path.join(this.folder, 'leaf.key');
    this.openssl('req', '-new', ...NEW_KEY, '-subj', `/CN=${host}`, '-keyout', key, '-out', request);
    const authority = ['-CA', this.file, '-CAkey', path.join(this.folder, 'ca.key'), '-CAcreateserial'];
    this.openssl(
      'x509',
      '-req',
      '-in',
      request,
      ...authority,
      '-days',
      '1',
      '-extfile',
      extensions,
      '-out',
      certificate,
    );
    return this.read('leaf');
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  private pair(name: string): string[] {
    return ['-keyout', path.join(this.folder, `${name}.key`), '-out', path.join(this.folder, `${name}.crt`)];
  }

  private read(name: string): Pair {
    const text = (kind: string) => readFileSync(path.join(this.folder, `${name}.${kind}`), 'utf8');
    return { 'tls.crt': text('crt'), 'tls.key': text('key') };
  }

  private openssl(...args: string[]): void {
    execFileSync('openssl', args, { stdio: 'ignore' });
  }
}

export const serialOf = (pair: Pair) => new X509Certificate(pair['tls.crt']).serialNumber;

/** By which a browser may be told to trust one key: the hash of its public half. */
export function keyHash(pair: Pair): string {
  const key = new X509Certificate(pair['tls.crt']).publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(key).digest('base64');
}
