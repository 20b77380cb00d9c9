import type { FastifyRequest } from 'fastify';
import { DomainError } from './domain-error.ts';

/** Headers a page may depend on; no cookie, no agent, no address, so that pages are alike for all. */
const PASSED_ON = ['accept', 'accept-language'] as const;

export interface WebAddress {
  /** Path and query as the page should see them. */
  path: string;
  publicOrigin: string;
}

/**
 * A Fastify request as the fetch `Request` that React Router understands. Throws `unsupported-media-type` for
 * what is posted to a page and is no form.
 */
export function toWebRequest(request: FastifyRequest, { path, publicOrigin }: WebAddress): Request {
  const headers = new Headers();
  for (const name of PASSED_ON) {
    const value = request.headers[name];
    if (value !== undefined) headers.set(name, value);
  }
  const posted = request.method === 'POST';
  if (posted && !isForm(request)) throw new DomainError('unsupported-media-type');
  return new Request(new URL(path, publicOrigin), {
    method: posted ? 'POST' : 'GET',
    headers,
    ...(posted && { body: formOf(request.body) }),
  });
}

function isForm({ headers }: FastifyRequest): boolean {
  const type = headers['content-type'] ?? 'application/x-www-form-urlencoded';
  return /^application\/x-www-form-urlencoded/iu.test(type);
}

/** Bodies were parsed, checked and limited when they came in; only forms reach pages. */
function formOf(body: unknown): URLSearchParams {
  const fields = typeof body === 'object' && body !== null ? Object.entries(body) : [];
  return new URLSearchParams(fields.map(([name, value]) => [name, String(value)]));
}
