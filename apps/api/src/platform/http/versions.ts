import type { FastifyRequest } from 'fastify';
import { problem } from '../errors.ts';

/** The ETag of a row's version. */
export function etagOf(version: number): string {
  return `"v${version}"`;
}

/**
 * Holds an edit to the version that its author read, so that two people never overwrite each other silently.
 *
 * @throws Problem `precondition_required` without an If-Match header, `precondition_failed` when the row has moved on.
 */
export function requireVersion(request: FastifyRequest, version: number): void {
  const sent = request.headers['if-match'];
  if (sent === undefined) throw problem('precondition_required');
  // A proxy that compresses may weaken the tag: the version inside is still exact.
  const tags = sent.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  if (!tags.includes('*') && !tags.includes(etagOf(version))) throw problem('precondition_failed', { version });
}
