import {
  ServerResponse,
  validateHeaderName,
  validateHeaderValue,
  type IncomingMessage,
} from 'node:http';
import type { FastifyReply } from 'fastify';

/** Headers by their lower-case names. */
type Headers = Readonly<Record<string, string>>;

/** Answers that are no page may do nothing at all in a browser. */
export const CLOSED_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'";

/** Features no page of ours uses; passkeys stay allowed for ourselves, and a list sorted on the reader's device. */
const PERMISSIONS = [
  'accelerometer=()',
  'browsing-topics=()',
  'camera=()',
  'display-capture=()',
  'gyroscope=()',
  'magnetometer=()',
  'microphone=()',
  'midi=()',
  'payment=()',
  'usb=()',
  'geolocation=(self)',
  'publickey-credentials-create=(self)',
  'publickey-credentials-get=(self)',
].join(', ');

const TWO_YEARS_SECONDS = 63_072_000;

/** On every answer, whatever it is. */
const EVERYWHERE = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'permissions-policy': PERMISSIONS,
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-permitted-cross-domain-policies': 'none',
  // The filter that old browsers have does harm where the policy above is known.
  'x-xss-protection': '0',
} as const;

/** What other sites' pages load. */
const EMBEDS = '/embed/';

/** For staff or for programs: never a result of a search. */
const UNLISTED = /^\/(?:dashboard|trpc)(?:[/?]|$)/u;

/** Public JSON is open for reading from any site. */
const OPENING = 'access-control-allow-origin';

/** Headers by which an answer changes what it gets beside them: what it brings itself, it does not get. */
const TRAITS = new Set([
  ...Object.keys(EVERYWHERE),
  'strict-transport-security',
  'content-security-policy',
  'x-frame-options',
  'cross-origin-resource-policy',
  'x-robots-tag',
  OPENING,
]);
/** How an answer differs from most others: names of {@link TRAITS} and the words below, each with a space after it. */
type Traits = string;
const OPEN = `${OPENING} `;
const FRAMED = 'framed ';
const FOUND_BY_NOBODY = 'unlisted ';

/** A set of headers made ready once and sent many times. */
export interface ReadyHead {
  readonly headers: Headers;
  /** As they stand on the wire; checked. */
  readonly lines: string;
  readonly traits: Traits;
}

/** Throws where a name or a value is none, so that nothing unchecked is ever written as a line. */
export function readyHead(headers: Headers): ReadyHead {
  return { headers, lines: linesOf(headers), traits: traitsOf(headers) };
}

/** Adds headers that were made ready, instead of any number of calls of `header`; none of them is set besides. */
export function addHead(reply: FastifyReply, head: ReadyHead): FastifyReply {
  const { raw } = reply;
  if (!(raw instanceof AnswerHead)) return reply.headers(head.headers);
  raw.ready = head;
  return reply;
}

/** Names an answer after its request, and lets it be framed. */
export function nameAnswer(reply: FastifyReply, id: string): void {
  if (reply.raw instanceof AnswerHead) reply.raw.requestId = id;
}

/**
 * For a page that other sites may frame: `X-Frame-Options` knows no list of sites, and where a browser reads it
 * besides `frame-ancestors` it could only say no. Such a page is no page of its own to search engines.
 */
export function allowFraming(reply: FastifyReply): void {
  if (reply.raw instanceof AnswerHead) reply.raw.framed = true;
  void reply.header('x-robots-tag', 'noindex');
}

/**
 * Every answer with the headers that all have, whoever writes it. They are kept as the text they become: written
 * one by one, some twenty headers took as long as all the rest of a small answer (8 of 21 µs).
 */
abstract class AnswerHead<R extends IncomingMessage> extends ServerResponse<R> {
  requestId = '';
  framed = false;
  ready: ReadyHead | null = null;
  /** The lines that all get, but for their traits. */
  protected abstract get standing(): (traits: Traits) => string;

  /** Node's own way to write a head; `headers` are those that were set, by their lower-case names. */
  _storeHeader(firstLine: string, headers: object | undefined): void {
    const { ready, requestId, req } = this;
    const { url = '' } = req;
    let lines = firstLine;
    let traits = traitsOf(headers);
    if (ready) {
      traits += ready.traits;
      lines += ready.lines;
    }
    if (this.framed) traits += FRAMED;
    if (url.startsWith(EMBEDS)) traits += OPEN;
    else if (UNLISTED.test(url)) traits += FOUND_BY_NOBODY;
    if (requestId !== '') lines += `x-request-id: ${requestId}\r\n`;
    storeHeader.call(this, lines + this.standing(traits), headers);
  }
}

/** The class of answers for a server; `secure`: browsers are to come by https only. */
export function answerHead({ secure }: { secure: boolean }): typeof ServerResponse {
  const known = new Map<Traits, string>();
  const standing = (traits: Traits) => {
    const lines = known.get(traits) ?? standingLines(traits, secure);
    known.set(traits, lines);
    return lines;
  };
  return class<R extends IncomingMessage> extends AnswerHead<R> {
    protected override get standing() {
      return standing;
    }
  };
}

/**
 * `writeHead` ends in this method of Node's, which its types leave out; it is given the first line and puts the
 * headers after it. Without it no answer would carry what keeps its reader safe, so nothing is served then.
 */
const storeHeader = methodOf(ServerResponse.prototype, '_storeHeader');

function methodOf(prototype: object, name: string): (...args: unknown[]) => unknown {
  const method: unknown = Reflect.get(prototype, name);
  if (typeof method !== 'function') throw new Error(`this version of Node has no ${name}`);
  return method as (...args: unknown[]) => unknown;
}

function standingLines(traits: Traits, secure: boolean): string {
  const is = (trait: string) => traits.includes(trait);
  const all = {
    ...EVERYWHERE,
    ...(secure && { 'strict-transport-security': `max-age=${TWO_YEARS_SECONDS}` }),
    'content-security-policy': CLOSED_POLICY,
    ...(!is(FRAMED) && { 'x-frame-options': 'DENY' }),
    'cross-origin-resource-policy': is(OPEN) ? 'cross-origin' : 'same-origin',
    ...(is(FOUND_BY_NOBODY) && { 'x-robots-tag': 'noindex' }),
  };
  return linesOf(Object.fromEntries(Object.entries(all).filter(([name]) => !is(`${name} `))));
}

function linesOf(headers: Headers): string {
  return Object.entries(headers)
    .map(([name, value]) => {
      validateHeaderName(name);
      validateHeaderValue(name, value);
      return `${name}: ${value}\r\n`;
    })
    .join('');
}

function traitsOf(headers: object | undefined): Traits {
  let traits = '';
  for (const name in headers) if (TRAITS.has(name)) traits += `${name} `;
  return traits;
}
