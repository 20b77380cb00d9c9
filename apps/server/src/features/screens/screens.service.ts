import { randomBytes } from 'node:crypto';
import type { Transaction } from '@lantern/db/database';
import type { CreateScreenInput, RevokeScreenInput } from '@lantern/schemas/screens';
import type { Clock } from '../../platform/clock.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { Keyring } from '../../platform/keyring.ts';
import type { Principal } from '../../platform/trpc.ts';
import { screenSecretIn } from './screen-cookie.ts';
import type { ScreensRepo } from './screens.repo.ts';

export interface ScreensDeps {
  repo: ScreensRepo;
  keyring: Pick<Keyring, 'hash'>;
  clock: Clock;
  newId: () => string;
  publicOrigin: string;
  /** Slug to id, rehearsals included; throws `edition-unknown`. */
  editionFor: (slug: string) => Promise<{ id: string }>;
  runCommand: <T>(command: Command, work: (tx: Transaction) => Promise<T>) => Promise<T>;
  recordAct: (tx: Transaction, act: ScreenAct) => Promise<void>;
  /** Ends the sockets of a screen on every node. */
  endSessionsOf: (screenId: string) => Promise<void>;
}

interface Command {
  id: string;
  actor: string;
  name: string;
  body: unknown;
}

interface ScreenAct {
  actor: string;
  act: string;
  subject: string;
  details?: Record<string, unknown>;
}

type Actor = Pick<Principal, 'accountId'>;

const DAY_MS = 86_400_000;
/** A link that nobody opens ends. */
const LINK_MS = DAY_MS;
/** A screen that was off for longer needs a new link. */
export const SCREEN_MS = 30 * DAY_MS;

/**
 * Screens in rooms: named, read-only, each let in by a link that works once and goes on with a secret of its own,
 * of which only a keyed hash is stored. Whoever finds the link afterwards, in a history or a chat, has nothing.
 */
export function createScreensService(deps: ScreensDeps) {
  const hashOf = (secret: string) => deps.keyring.hash('screen', secret);
  return { ...createDesk(deps, hashOf), ...createSessions(deps, hashOf) };
}
export type ScreensService = ReturnType<typeof createScreensService>;

const newSecret = () => randomBytes(32).toString('base64url');

type HashOf = (secret: string) => Buffer;

/** What administrators do. */
function createDesk(deps: ScreensDeps, hashOf: HashOf) {
  const { repo, clock, newId } = deps;
  return {
    list: async () =>
      (await repo.list()).map(({ createdAt, expiresAt, lastSeenAt, revokedAt, ...screen }) => ({
        ...screen,
        createdAt: createdAt.toISOString(),
        expiresAt: expiresAt.toISOString(),
        lastSeenAt: lastSeenAt?.toISOString() ?? null,
        revokedAt: revokedAt?.toISOString() ?? null,
      })),

    /**
     * The link is told once: a repeat of the command makes the same screen known without it. Throws
     * `edition-unknown`, `conflict`.
     */
    create: async ({ commandId, name, edition }: CreateScreenInput, { accountId }: Actor) => {
      const { id: editionId } = await deps.editionFor(edition);
      const token = newSecret();
      const at = clock.now();
      const command = {
        id: commandId,
        actor: accountId,
        name: 'screens.create',
        body: { name, edition },
      };
      let isMade = false;
      const id = await deps.runCommand(command, async (tx) => {
        const screen = {
          id: newId(),
          editionId,
          name,
          tokenHash: hashOf(token),
          by: accountId,
          at,
        };
        await repo.insert(tx, { ...screen, expiresAt: new Date(at.getTime() + LINK_MS) });
        await deps.recordAct(tx, { actor: accountId, act: 'screens.create', subject: screen.id });
        isMade = true;
        return screen.id;
      });
      return { id, link: isMade ? `${deps.publicOrigin}/dashboard/wall#${token}` : null };
    },

    /** It is shut out at once, its sockets too. Throws `not-found`, `conflict`. */
    revoke: async ({ commandId, id }: RevokeScreenInput, { accountId }: Actor) => {
      const command = { id: commandId, actor: accountId, name: 'screens.revoke', body: { id } };
      await deps.runCommand(command, async (tx) => {
        if (!(await repo.revoke(tx, { id, at: clock.now(), by: accountId })))
          throw new DomainError('not-found');
        await deps.recordAct(tx, { actor: accountId, act: 'screens.revoke', subject: id });
      });
      await deps.endSessionsOf(id);
      return { id };
    },
  };
}

/** What screens do. */
function createSessions({ repo, clock }: ScreensDeps, hashOf: HashOf) {
  const holdOf = (secret: string) => {
    const at = clock.now();
    return { tokenHash: hashOf(secret), at, expiresAt: new Date(at.getTime() + SCREEN_MS) };
  };
  return {
    /** Opens a link: the secret that the screen goes on with. Throws `token-invalid`. */
    open: async (token: string): Promise<string> => {
      const secret = newSecret();
      if (!(await repo.claim(hashOf(token), holdOf(secret))))
        throw new DomainError('token-invalid');
      return secret;
    },

    /** A screen that goes on: the secret it came with. Throws `not-signed-in`. */
    prolong: async (cookie: string | undefined): Promise<string> => {
      const secret = screenSecretIn(cookie);
      if (secret === null || !(await repo.prolong(holdOf(secret))))
        throw new DomainError('not-signed-in');
      return secret;
    },

    /** Which screen sends a request; looked up each time, so that an end holds at once. */
    principalOf: async (cookie: string | undefined): Promise<Principal | null> => {
      const secret = screenSecretIn(cookie);
      const screen = secret === null ? null : await repo.inUse(hashOf(secret), clock.now());
      if (!screen) return null;
      const { id, editionId } = screen;
      return {
        accountId: id,
        role: 'screen',
        sessionId: id,
        partnerId: null,
        fresh: false,
        editionId,
      };
    },
  };
}
