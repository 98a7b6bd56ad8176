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
  if (request.headers['if-match'] === undefined) throw problem('precondition_required');
  if (!isMatching(request, etagOf(version))) throw problem('precondition_failed', { version });
}

/** Whether the If-Match header of a request names a tag. */
export function isMatching(request: FastifyRequest, etag: string): boolean {
  // A proxy that compresses may weaken the tag: the version inside is still exact.
  const tags = (request.headers['if-match'] ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes('*') || tags.includes(etag);
}
