import type { FastifyInstance } from 'fastify';
import { DomainError } from './domain-error.ts';

/** A form's fields as sent; of a repeated field the last one counts. */
export type FormBody = Record<string, string>;

/**
 * The only two bodies there are: JSON and a plain HTML form. Both must be valid UTF-8, since a
 * replacement character in a name would be stored as if its owner had typed it.
 */
export function registerBodyParsers(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>(
    'application/json',
    { parseAs: 'buffer' },
    (request, body, done) => {
      const text = decode(body);
      if (text === null) return done(new DomainError('malformed-request'));
      // Fastify's own parser, which refuses `__proto__` and `constructor` keys.
      void parseJson(request, text, (error, value) =>
        error
          ? done(new DomainError('malformed-request', {}, { cause: error }))
          : done(null, value),
      );
    },
  );
  app.addContentTypeParser<Buffer>(
    'application/x-www-form-urlencoded',
    { parseAs: 'buffer' },
    (_request, body, done) => {
      const form = parseForm(body);
      if (form) done(null, form);
      else done(new DomainError('malformed-request'));
    },
  );
}

/** Null when the bytes, or what they percent-encode, are not UTF-8. */
export function parseForm(body: Buffer): FormBody | null {
  const text = decode(body);
  if (text === null) return null;
  try {
    const pairs = text.split('&').filter((pair) => pair !== '');
    return Object.fromEntries(pairs.map(decodePair));
  } catch {
    return null;
  }
}

function decodePair(pair: string): [string, string] {
  const spaced = pair.replaceAll('+', ' ');
  const at = spaced.indexOf('=');
  return at < 0
    ? [decodeURIComponent(spaced), '']
    : [decodeURIComponent(spaced.slice(0, at)), decodeURIComponent(spaced.slice(at + 1))];
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decode(body: Buffer): string | null {
  try {
    return utf8.decode(body);
  } catch {
    return null;
  }
}
