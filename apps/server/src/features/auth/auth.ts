import type { Database, Transaction } from '@lantern/db/database';
import { roleSchema } from '@lantern/schemas/role';
import type { Clock } from '../../platform/clock.ts';
import type { appendEvents } from '../../platform/events.ts';
import type { Keyring } from '../../platform/keyring.ts';
import type { DoOrAsk } from '../../platform/two-person.ts';
import type { Principal } from '../../platform/trpc.ts';
import { createAccessRepo, sweepAccess } from './access.repo.ts';
import { createAccountsRepo, readEmails } from './accounts.repo.ts';
import { createAuthEngine, type AuthEngine } from './auth-engine.ts';
import { isFresh } from './auth.policy.ts';
import { createAuthLimit } from './auth-limit.ts';
import type { RecordAct, RunCommand } from './auth-commands.ts';
import { createEnrolmentService, ensureEnrolmentLink } from './enrolment.service.ts';
import { createInvitationsRepo } from './invitations.repo.ts';
import { createMe } from './me.ts';
import { createOwnAccessService } from './own-access.service.ts';
import { createPeopleActs } from './people.acts.ts';
import { createPeopleList } from './people.list.ts';
import { createPeopleRepo } from './people.repo.ts';
import { createPeopleService } from './people.service.ts';
import { createPasskeyGate } from './passkey-gate.ts';

export interface AuthDeps {
  db: Pick<Database, 'pool' | 'prisma'>;
  keyring: Keyring;
  clock: Clock;
  newId: () => string;
  /** Where browsers find this installation; passkeys are bound to its host. */
  publicOrigin: string;
  currentEditionId: () => Promise<string>;
  appendEvents: typeof appendEvents;
  runCommand: RunCommand;
  recordAct: RecordAct;
  /** Does what may need a second person, or files a request for it. */
  doOrAsk: DoOrAsk;
  /** Ends what an account asked a second person for, or approved. */
  endRequestsOf: (tx: Transaction, end: { accountId: string; by: string }) => Promise<void>;
  /** Requests to sign in or enrol that a network may make in a minute; left out, the limit of a real site. */
  authPerMinute?: number;
  /** Ends an account's sockets on every node. */
  endSessionsOf: (accountId: string) => Promise<void>;
  /** What comes with an enrolment link, such as a city: given when it is told, in an edition's streams. */
  onEnrolled?:
    | ((
        tx: Transaction,
        enrolled: { accountId: string; invitationId: string },
      ) => Promise<Told | null>)
    | undefined;
}

/** Just what of a request says who sends it: Node's headers, or the socket handshake's. */
interface CookieHeaders {
  cookie?: string | undefined;
}

/** The whole feature, wired: passkeys, sessions, enrolment links, people. */
export function createAuth(deps: AuthDeps) {
  const { db, keyring, clock, newId, publicOrigin } = deps;
  const accounts = createAccountsRepo(db.pool);
  const access = createAccessRepo(db.pool);
  const invitations = createInvitationsRepo(db.pool);
  const announce = async (tx: Transaction, { kind, accountId, editionId }: StaffNews) => {
    await deps.appendEvents(tx, { editionId, stream: 'staff', events: [{ kind, accountId }] });
  };
  const enrolmentDeps = {
    currentEditionId: deps.currentEditionId,
    pool: db.pool,
    keyring,
    clock,
    newId,
    publicOrigin,
    invitations,
    accounts,
  };
  const enrolment = createEnrolmentService({
    ...enrolmentDeps,
    endSessionsOf: deps.endSessionsOf,
    endAccess: access.endEverything,
    onEnrolled: async (tx, { account: { id, role }, invitation, editionId }) => {
      const { createdBy, replacesAccess } = invitation;
      const details = { role, createdBy, replacesAccess };
      await deps.recordAct(tx, { actor: id, act: 'enrol', subject: id, details });
      const told = () => announce(tx, { kind: 'account-enrolled', accountId: id, editionId });
      const follows = await deps.onEnrolled?.(tx, { accountId: id, invitationId: invitation.id });
      await tellInOrder([{ editionId, tell: told }, ...(follows ? [follows] : [])]);
    },
  });
  const gate = createPasskeyGate({
    accounts,
    enrolment,
    principalOf: (headers) => principalOf(headers),
  });
  const engine = createAuthEngine({ prisma: db.prisma, keyring, newId, publicOrigin, gate });

  const principalOf = principalReader(engine, clock);

  const people = createPeopleRepo(db.pool);
  const acts = createPeopleActs({ ...deps, accounts, people, enrolment, invitations });
  const service = createPeopleService({
    ...deps,
    accounts,
    people,
    access,
    invitations,
    acts,
    announceFrozen: (tx, news) => announce(tx, { kind: 'account-frozen', ...news }),
  });

  return {
    engine,
    enrolment,
    service,
    me: createMe({ accounts, access }),
    list: createPeopleList({
      clock,
      people,
      invitations,
      emailsOf: (ids) => readEmails(db.pool, ids),
    }),
    /** What administrators do to people with a second person's word. */
    acts,
    invitations,
    own: createOwnAccessService({ ...deps, access, accounts }),
    limit: createAuthLimit(clock, deps.authPerMinute),
    /** Who sends a request; null for nobody, and for whoever was frozen or signed out since. */
    principalOf,
    /** Ends the session that a passkey, shown once more, has replaced. */
    endReplaced: (sessionId: string) => access.endSession(sessionId),
    /** While nobody can administer this installation: a fresh one-time link; else null. */
    ensureEnrolmentLink: () => ensureEnrolmentLink(enrolmentDeps, enrolment),
    /** Removes what has run out; to be called once an hour or so. */
    sweep: () => sweepAccess(db.pool, clock.now()),
  };
}

interface Told {
  editionId: string;
  tell: () => Promise<void>;
}

/** Streams are taken in the order of their editions; within one, in the order given. */
async function tellInOrder(all: readonly Told[]): Promise<void> {
  const editions = [...new Set(all.map(({ editionId }) => editionId))].toSorted();
  for (const edition of editions)
    for (const { editionId, tell } of all) if (editionId === edition) await tell();
}

/** Reads who sends a request from its session, which is looked up each time: a freeze works at once. */
function principalReader(engine: Pick<AuthEngine, 'api'>, clock: Clock) {
  return async ({ cookie }: CookieHeaders): Promise<Principal | null> => {
    if (!cookie) return null;
    const found = await engine.api.getSession({ headers: new Headers({ cookie }) });
    // A session written while its account was being frozen is nobody's.
    if (!found || found.user.frozenAt) return null;
    return {
      accountId: found.user.id,
      role: roleSchema.parse(found.user.role),
      sessionId: found.session.id,
      partnerId: found.user.partnerId ?? null,
      fresh: isFresh(found.session.createdAt, clock.now()),
    };
  };
}

export type Auth = ReturnType<typeof createAuth>;

interface StaffNews {
  kind: 'account-enrolled' | 'account-frozen';
  accountId: string;
  editionId: string;
}
