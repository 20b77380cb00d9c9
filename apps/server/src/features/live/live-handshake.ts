import type { IncomingHttpHeaders } from 'node:http';
import { ANSWERS_FOR_CITY } from '@lantern/schemas/day-roles';
import type { Stream } from '@lantern/schemas/live';
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
  /**
   * The edition of that slug, the current one for undefined; throws `edition-unknown`. Rehearsals included: who may
   * see them is decided here. Asked for every socket, so it answers from memory.
   */
  editionFor: (slug: string | undefined) => Promise<LiveEdition>;
  principalOf: (headers: IncomingHttpHeaders) => Promise<Principal | null>;
  /** Slugs of the cities an account answers for in an edition, in order. */
  citiesOf: (accountId: string, editionId: string) => Promise<readonly string[]>;
  publicOrigin: string;
  localMode: boolean;
  /** Monotonic milliseconds. */
  monotonic: () => number;
}

/**
 * Decides what a socket may see, before it is let in. Throws `edition-unknown`, also for a rehearsal the viewer
 * may not see, so that its existence stays unknown.
 */
export function createHandshake(deps: HandshakeDeps) {
  return async (
    handshake: LiveSocket['handshake'],
  ): Promise<SocketData & { edition: LiveEdition }> => {
    const { edition: asked } = handshake.query;
    const slug = typeof asked === 'string' ? asked : undefined;
    const [edition, currentId, sender] = await Promise.all([
      deps.editionFor(slug),
      currentEditionId(deps),
      principalOf(handshake.headers, deps),
    ]);
    const principal = mayHear(sender, edition.id) ? sender : null;
    const role = principal?.role ?? null;
    if (!maySeeEdition(edition.kind, { role, localMode: deps.localMode }))
      throw new DomainError('edition-unknown');
    return {
      edition,
      editionId: edition.id,
      editionSlug: edition.slug,
      follows: slug === undefined,
      isCurrent: edition.id === currentId,
      streams: await streamsOf(principal, edition.id, deps),
      principal,
    };
  };
}

/** A screen is a stranger to every edition but its own. */
const mayHear = (sender: Principal | null, editionId: string): boolean =>
  sender?.role !== 'screen' || sender.editionId === editionId;

/** What a person hears of an edition; asked again while they listen, since assignments end. */
export async function streamsOf(
  principal: Principal | null,
  editionId: string,
  { citiesOf }: Pick<HandshakeDeps, 'citiesOf'>,
): Promise<readonly Stream[]> {
  if (!principal) return streamsFor(null);
  const { role, accountId } = principal;
  const cities = ANSWERS_FOR_CITY.includes(role) ? await citiesOf(accountId, editionId) : [];
  return streamsFor({ role, accountId, cities });
}

/** Null while staff have chosen none. */
export async function currentEditionId({
  editionFor,
}: Pick<HandshakeDeps, 'editionFor'>): Promise<string | null> {
  try {
    return (await editionFor(undefined)).id;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'edition-unknown') return null;
    throw error;
  }
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
