import { createHash } from 'node:crypto';
import { CLOSED_POLICY } from './answer-head.ts';

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

/** No text becomes code through the DOM; it holds on the public site and in the dashboard. */
export const TRUSTED_TYPES = "require-trusted-types-for 'script'";

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
  /<script(?![^>]*\ssrc=)(?![^>]*\stype="application\/(?:ld\+)?json")[^>]*>(?<body>[\s\S]*?)<\/script>/giu;

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
