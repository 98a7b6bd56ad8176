import type { FastifyReply, FastifyRequest } from 'fastify';

/** Seconds that others may keep an answer that everybody gets. */
export const KEEP = { search: 10, record: 10, shelves: 60 } as const;

/**
 * Lets browsers and proxies keep what an anonymous visitor is shown for some seconds. Who is signed in sees more, and
 * their own changes at once.
 */
export function cachePublicly(request: FastifyRequest, reply: FastifyReply, seconds: number): void {
  reply.header('vary', 'Cookie, Authorization');
  const isPublic = request.actor.kind === 'anonymous';
  reply.header('cache-control', isPublic ? `public, max-age=${seconds}` : 'private, no-cache');
}
