import helmet from '@fastify/helmet';
import Fastify from 'fastify';

/** Headers that the bare answer of any server has; the others of the probe are Helmet's. */
const OWN_HEADERS = ['content-length', 'content-type', 'date', 'connection'];

/** What of Helmet's headers matters for an answer that is data; its content policy is a stricter one. */
const HEADERS_OF_DATA = [
  'cross-origin-resource-policy',
  'referrer-policy',
  'strict-transport-security',
  'x-content-type-options',
  'x-frame-options',
];

export interface SecurityHeaders {
  ofData: Record<string, string>;
  /** For everything else: pages, scripts, files. */
  ofPages: Record<string, string>;
}

/**
 * What Helmet sets: the same for every answer, so it is asked once instead of with every request. Data gets the few that
 * concern it, as OWASP's cheat sheet on REST security lists them: it is most of what is sent, and small.
 */
export async function securityHeaders(isSecure: boolean): Promise<SecurityHeaders> {
  const probe = Fastify();
  await probe.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'self'"],
        connectSrc: ["'self'"],
        fontSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        objectSrc: ["'none'"],
        scriptSrc: ["'self'"],
        // Angular's and Material's components carry their styles in <style> elements.
        styleSrc: ["'self'", "'unsafe-inline'"],
        ...(isSecure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    hsts: isSecure,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
  });
  probe.get('/', async () => '');
  const answer = await probe.inject('/');
  await probe.close();
  const set = Object.entries(answer.headers)
    .filter(([name]) => !OWN_HEADERS.includes(name))
    .map(([name, value]): [string, string] => [name, String(value)]);
  return {
    ofData: {
      ...Object.fromEntries(set.filter(([name]) => HEADERS_OF_DATA.includes(name))),
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    },
    ofPages: {
      ...Object.fromEntries(set),
      'permissions-policy': 'camera=(self), geolocation=(), microphone=()',
    },
  };
}
