import { createHash } from 'node:crypto';
import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

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
    // Public JSON is open for reading from any site; everything else is ours alone.
    if (reply.hasHeader('access-control-allow-origin'))
      void reply.header('cross-origin-resource-policy', 'cross-origin');
    return payload;
  });
}

/** No text becomes code through the DOM; it holds on the public site and in the dashboard. */
export const TRUSTED_TYPES = "require-trusted-types-for 'script'";

const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>(?<body>[\s\S]*?)<\/script>/giu;

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
