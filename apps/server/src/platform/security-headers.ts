import { createHash } from 'node:crypto';
import helmet from '@fastify/helmet';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** Answers that are no page may do nothing at all in a browser. */
export const CLOSED_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'";

const PAGE_POLICY = {
  'default-src': "'none'",
  'style-src': "'self'",
  'img-src': "'self' data:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'manifest-src': "'self'",
  'worker-src': "'self'",
  // Our own frames, shown where their codes are given out.
  'frame-src': "'self'",
  'form-action': "'self'",
  'frame-ancestors': "'none'",
  'base-uri': "'none'",
} as const;

/** Features no page of ours uses; passkeys stay allowed for ourselves. */
const PERMISSIONS = [
  'accelerometer=()',
  'browsing-topics=()',
  'camera=()',
  'display-capture=()',
  'geolocation=()',
  'gyroscope=()',
  'magnetometer=()',
  'microphone=()',
  'midi=()',
  'payment=()',
  'usb=()',
  'publickey-credentials-create=(self)',
  'publickey-credentials-get=(self)',
].join(', ');

/** What other sites' pages load. */
const EMBEDS = '/embed/';

/** For staff or for programs: never a result of a search. */
const UNLISTED = /^\/(?:dashboard|trpc)(?:[/?]|$)/u;

const TWO_YEARS_SECONDS = 63_072_000;

/** Puts the headers on every answer that are the same for all; pages bring their own policy. */
export async function registerSecurityHeaders(
  app: FastifyInstance,
  { secure }: { secure: boolean },
): Promise<void> {
  await app.register(helmet, {
    global: true,
    contentSecurityPolicy: false,
    crossOriginEmbedderPolicy: false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
    hsts: secure ? { maxAge: TWO_YEARS_SECONDS, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'no-referrer' },
  });
  app.addHook('onSend', async (request, reply, payload) => {
    void reply.header('x-request-id', request.id).header('permissions-policy', PERMISSIONS);
    if (!reply.hasHeader('content-security-policy'))
      void reply.header('content-security-policy', CLOSED_POLICY);
    if (UNLISTED.test(request.url)) void reply.header('x-robots-tag', 'noindex');
    // Public JSON is open for reading from any site, and partners' sites load frames and their script;
    // everything else is ours alone.
    if (reply.hasHeader('access-control-allow-origin') || request.url.startsWith(EMBEDS))
      void reply.header('cross-origin-resource-policy', 'cross-origin');
    return payload;
  });
}

/** No text becomes code through the DOM; it holds on the public site and in the dashboard. */
export const TRUSTED_TYPES = "require-trusted-types-for 'script'";

/**
 * For a page that other sites may frame: `X-Frame-Options` knows no list of sites, and where a browser reads it
 * besides `frame-ancestors` it could only say no. Such a page is no page of its own to search engines.
 */
export function allowFraming(reply: FastifyReply): void {
  void reply.removeHeader('x-frame-options').header('x-robots-tag', 'noindex');
}

/** The headers of a page with its policy's `frame-ancestors` as given; none: nobody. */
export function framedBy(
  headers: Record<string, string>,
  ancestors: readonly string[],
): Record<string, string> {
  const policy = headers['content-security-policy'] ?? CLOSED_POLICY;
  const allowed = ancestors.length === 0 ? "'none'" : ancestors.join(' ');
  return {
    ...headers,
    'content-security-policy': policy.replace(
      /frame-ancestors [^;]*/u,
      () => `frame-ancestors ${allowed}`,
    ),
  };
}

// Data blocks are left out: nothing runs them, so they need no leave to run.
const INLINE_SCRIPT =
  /<script(?![^>]*\ssrc=)(?![^>]*\stype="application\/ld\+json")[^>]*>(?<body>[\s\S]*?)<\/script>/giu;

/**
 * The policy of one page. Its inline scripts are allowed by the hash of what they are, so that page and
 * policy can be cached together, which a nonce could not be.
 */
export function pagePolicy(html: string): string {
  const hashes = Array.from(html.matchAll(INLINE_SCRIPT), ({ groups }) =>
    hashOf(groups?.['body'] ?? ''),
  );
  const directives = Object.entries({
    ...PAGE_POLICY,
    'script-src': ["'self'", ...new Set(hashes)].join(' '),
  });
  return directives.map(([name, value]) => `${name} ${value}`).join('; ');
}

function hashOf(script: string): string {
  return `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
}
