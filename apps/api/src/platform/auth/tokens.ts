import { hash, randomBytes } from 'node:crypto';

/** Makes a secret token of 256 random bits. */
export function makeToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What the database keeps of a token: useless to whoever reads the table. */
export function hashToken(token: string): string {
  return hash('sha256', token, 'base64url');
}
