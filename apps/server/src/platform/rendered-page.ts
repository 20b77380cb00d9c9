import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { addHead, readyHead, type ReadyHead } from './answer-head.ts';
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

/** A public page: browsers ask again each time; caches between may keep a second, and an old page when we are down. */
const PUBLIC_PAGE = 'public, max-age=0, s-maxage=1, stale-while-revalidate=5, stale-if-error=86400';
const PRIVATE_PAGE = 'no-store';
const VARIES = 'accept-encoding';

/** Answers with a page that is one person's, or tells of a fault: kept by nobody. */
export function sendPrivately(
  request: FastifyRequest,
  reply: FastifyReply,
  page: RenderedPage,
): void {
  void reply.code(page.status).headers(page.headers);
  void reply.headers({ 'cache-control': PRIVATE_PAGE, vary: VARIES });
  sendBody(request, reply, page);
}

/** Answers with a page that is the same for all; 304 when the reader has this very one. */
export function sendPage(request: FastifyRequest, reply: FastifyReply, page: RenderedPage): void {
  if (page.status !== 200) return sendPrivately(request, reply, page);
  let head = publicHeads.get(page);
  if (!head) publicHeads.set(page, (head = publicHead(page)));
  addHead(reply, head);
  if (request.headers['if-none-match']?.includes(page.etag)) void reply.code(304).send();
  else sendBody(request, reply, page);
}

/** Kept with their pages. */
const publicHeads = new WeakMap<RenderedPage, ReadyHead>();

/** The type is left to the framework, which asks for it. */
function publicHead({ headers, etag }: RenderedPage): ReadyHead {
  const { 'content-type': _type, ...lasting } = headers;
  // Weak: compressed or not, it is the same tag.
  const weak = `W/${etag}`;
  return readyHead({ ...lasting, 'cache-control': PUBLIC_PAGE, vary: VARIES, etag: weak });
}

function sendBody(request: FastifyRequest, reply: FastifyReply, page: RenderedPage): void {
  const type = page.headers['content-type'];
  if (type !== undefined) void reply.header('content-type', type);
  const accepts = request.headers['accept-encoding'] ?? '';
  if (!page.brotli || !/\bbr\b/u.test(accepts)) void reply.send(page.body);
  else void reply.header('content-encoding', 'br').send(page.brotli);
}
