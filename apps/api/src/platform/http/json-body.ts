import fastifyPlugin from 'fastify-plugin';
import { problem } from '../errors.ts';

/** Escapes that may stand for no character: NUL, and halves of a pair. */
const SUSPICIOUS = /\\u(?:0000|d[89a-f])/i;

/**
 * Reads JSON bodies as exact UTF-8. Fastify's own reader would turn every byte of another encoding into `�` and keep it:
 * a name in Latin-1 would lose its accents for good. NUL and halves of surrogate pairs are refused as well, because not
 * every database engine gives them back.
 */
export const jsonBody = fastifyPlugin(async (app) => {
  const parse = app.getDefaultJsonParser('error', 'error');
  const decoder = new TextDecoder('utf-8', { fatal: true });
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    let text: string;
    try {
      text = decoder.decode(body);
    } catch {
      // The decoder tells only by throwing that bytes are no UTF-8.
      done(problem('malformed_body'));
      return;
    }
    if (SUSPICIOUS.test(text) && !holdsOnlyText(text)) {
      const errors = [{ path: '', code: 'text', message: 'holds NUL or half of a surrogate pair' }];
      done(problem('invalid_request', {}, { errors }));
      return;
    }
    void parse(request, text, done);
  });
});

function holdsOnlyText(json: string): boolean {
  const isText = (value: string) => value.isWellFormed() && !value.includes('\0');
  let isSound = true;
  try {
    JSON.parse(json, (key, value: unknown) => {
      isSound &&= isText(key) && (typeof value !== 'string' || isText(value));
      return value;
    });
  } catch {
    // Not JSON at all (or too deep for a reviver): the parser that follows says so in its own words.
    return true;
  }
  return isSound;
}
