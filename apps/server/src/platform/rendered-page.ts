import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { pagePolicy, TRUSTED_TYPES } from './page-policy.ts';

/** A whole page with everything that belongs to it, ready to be sent any number of times. */
export interface RenderedPage {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
  /** Absent where compressing gains nothing. */
  brotli: Buffer | null;
  etag: string;
}

const compress = promisify(brotliCompress);
/** A page is compressed at most once a second; at 5 a page of 60 KB takes about 2 ms. */
const BROTLI_QUALITY = 5;
const WORTH_COMPRESSING_BYTES = 1_024;

/** Buffers a rendering, hashes its inline scripts into its policy, compresses it. */
export async function toRenderedPage(response: Response): Promise<RenderedPage> {
  const body = Buffer.from(await response.arrayBuffer());
  const headers = Object.fromEntries(response.headers);
  const isPage = (headers['content-type'] ?? '').startsWith('text/html');
  if (isPage)
    headers['content-security-policy'] = `${pagePolicy(body.toString())}; ${TRUSTED_TYPES}`;
  return {
    status: response.status,
    headers,
    body,
    brotli: body.length < WORTH_COMPRESSING_BYTES ? null : await brotli(body),
    etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
  };
}

function brotli(body: Buffer): Promise<Buffer> {
  return compress(body, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } });
}

/** Answers with a page under the given caching rule; 304 when the reader has this very one. */
export function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  { page, cacheControl }: { page: RenderedPage; cacheControl: string },
): FastifyReply {
  void reply.code(page.status).headers(page.headers).header('cache-control', cacheControl);
  void reply.header('vary', 'accept-encoding');
  if (page.status === 200 && cacheControl.startsWith('public')) {
    // Weak: compressed or not, it is the same tag.
    void reply.header('etag', `W/${page.etag}`);
    if (request.headers['if-none-match']?.includes(page.etag)) return reply.code(304).send();
  }
  const accepts = request.headers['accept-encoding'] ?? '';
  if (!page.brotli || !/\bbr\b/u.test(accepts)) return reply.send(page.body);
  return reply.header('content-encoding', 'br').send(page.brotli);
}
