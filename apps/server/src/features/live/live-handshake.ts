import type { IncomingHttpHeaders } from 'node:http';
import { DomainError } from '../../platform/domain-error.ts';
import type { Principal } from '../../platform/trpc.ts';
import { maySeeEdition, streamsFor } from './live.policy.ts';
import type { LiveSocket, SocketData } from './live-socket.ts';

/** An edition as the handshake needs it. */
export interface LiveEdition {
  id: string;
  slug: string;
  kind: 'real' | 'rehearsal';
}

export interface HandshakeDeps {
  /** The edition of that slug; the current one for null. Null: there is none. */
  editionBySlug: (slug: string | null) => Promise<LiveEdition | null>;
  principalOf: (headers: IncomingHttpHeaders) => Promise<Principal | null>;
  publicOrigin: string;
  localMode: boolean;
  /** Monotonic milliseconds. */
  monotonic: () => number;
}

/** A crowd that reconnects asks for one edition; it is looked up once in this many ms. */
const EDITION_MS = 2_000;
const EDITIONS_KEPT = 32;

/**
 * Decides what a socket may see, before it is let in. Throws `edition-unknown`, also for a rehearsal the viewer
 * may not see, so that its existence stays unknown.
 */
export function createHandshake(deps: HandshakeDeps) {
  const editionOf = briefly(deps);
  return async (
    handshake: LiveSocket['handshake'],
  ): Promise<SocketData & { edition: LiveEdition }> => {
    const { edition: asked } = handshake.query;
    const [edition, principal] = await Promise.all([
      editionOf(typeof asked === 'string' ? asked : null),
      principalOf(handshake.headers, deps),
    ]);
    const role = principal?.role ?? null;
    if (!edition || !maySeeEdition(edition.kind, { role, localMode: deps.localMode }))
      throw new DomainError('edition-unknown');
    return {
      edition,
      editionId: edition.id,
      editionSlug: edition.slug,
      streams: streamsFor(role),
      principal,
    };
  };
}

/**
 * Browsers send cookies with a WebSocket whichever page opened it, and CORS does not hold there: only our own
 * origin's pages are recognised, every other page and program is the public.
 */
async function principalOf(
  headers: IncomingHttpHeaders,
  { principalOf, publicOrigin }: HandshakeDeps,
): Promise<Principal | null> {
  if (!headers.cookie || headers.origin !== publicOrigin) return null;
  return principalOf(headers);
}

function briefly({ editionBySlug, monotonic }: HandshakeDeps): HandshakeDeps['editionBySlug'] {
  const known = new Map<string | null, { at: number; edition: Promise<LiveEdition | null> }>();
  return (slug) => {
    const entry = known.get(slug);
    if (entry && monotonic() - entry.at < EDITION_MS) return entry.edition;
    if (known.size >= EDITIONS_KEPT) known.clear();
    const edition = editionBySlug(slug);
    known.set(slug, { at: monotonic(), edition });
    edition.catch(() => known.delete(slug));
    return edition;
  };
}
