import type { Transaction } from '@lantern/db/database';
import { roleSchema, type Role } from '@lantern/schemas/role';
import type { Clock } from '../../platform/clock.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { Asked, DoOrAsk, TwoPersonActs } from '../../platform/two-person.ts';
import type { AccessRepo } from './access.repo.ts';
import type { AccountsRepo } from './accounts.repo.ts';
import { refusalToFreeze } from './auth.policy.ts';
import { commandRunner, type Act, type RecordAct, type RunCommand } from './auth-commands.ts';
import type { InvitationsRepo } from './invitations.repo.ts';
import {
  checkNewcomer,
  type InvitePayload,
  type RolePayload,
  type UnfreezePayload,
} from './people.acts.ts';
import { isGrant } from './people.policy.ts';
import type { PeopleRepo } from './people.repo.ts';

export interface PeopleServiceDeps {
  clock: Clock;
  accounts: AccountsRepo;
  people: PeopleRepo;
  access: AccessRepo;
  invitations: InvitationsRepo;
  runCommand: RunCommand;
  recordAct: RecordAct;
  doOrAsk: DoOrAsk;
  acts: Pick<TwoPersonActs, 'change-role'>;
  /** Ends what an account asked a second person for, or approved. */
  endRequestsOf: (tx: Transaction, end: { accountId: string; by: string }) => Promise<void>;
  /** Appends `account-frozen` to the staff stream. */
  announceFrozen: (
    tx: Transaction,
    news: { accountId: string; editionId: string },
  ) => Promise<void>;
  currentEditionId: () => Promise<string>;
  /** Ends an account's sockets on every node. */
  endSessionsOf: (accountId: string) => Promise<void>;
}

/** A role, with the organisation a `partner`, and nobody else, speaks for. */
interface Grant {
  role: Role;
  partnerId?: string | undefined;
}

/** Lets people in, changes what they may do, and shuts them out. */
export function createPeopleService(deps: PeopleServiceDeps) {
  const run = commandRunner(deps.runCommand);
  return {
    /**
     * Makes a one-time link for an address, or asks a second person for it. Throws `conflict` for an address
     * whose account has another role, `account-frozen`, `invalid-input` for an unknown partner.
     */
    invite: (act: Act, { email, role, partnerId }: Grant & { email: string }) => {
      const payload = { email, role, partnerId: partnerId ?? null } satisfies InvitePayload;
      return askOnce(deps, { act, name: 'auth.invite', body: payload }, async (tx) => {
        await checkNewcomer(tx, deps, payload);
        return deps.doOrAsk(tx, { act: 'invite', payload, by: act.principal.accountId });
      });
    },

    /**
     * Gives an account another role, or asks a second person for it; taking power away needs none. Throws
     * `not-found`, `account-frozen`, and `conflict` for the same role or the last administrator's.
     */
    changeRole: async (act: Act, { accountId, ...grant }: Grant & { accountId: string }) => {
      const body = { accountId, ...grant };
      const command = { act, name: 'auth.changeRole', body };
      const asked = await askOnce(deps, command, (tx) => changeRole(tx, { deps, act, ...body }));
      if (asked.state === 'done') await deps.endSessionsOf(accountId);
      return asked;
    },

    /** Lets a frozen account sign in again, or asks a second person for it. Throws `not-found`, `conflict`. */
    unfreeze: (act: Act, accountId: string) => {
      const payload = { accountId } satisfies UnfreezePayload;
      return askOnce(deps, { act, name: 'auth.unfreeze', body: payload }, async (tx) => {
        const account = await deps.accounts.byId(accountId, tx);
        if (!account) throw new DomainError('not-found');
        if (!account.frozenAt) throw new DomainError('conflict');
        return deps.doOrAsk(tx, { act: 'unfreeze', payload, by: act.principal.accountId });
      });
    },

    /**
     * Freezes an account: it is signed out everywhere, sockets included, and cannot sign in; the links it
     * made, those made for it and what it asked for end too. Throws `conflict` for the last administrator, `not-found`.
     */
    freeze: async (act: Act, accountId: string) => {
      const editionId = await deps.currentEditionId();
      const by = act.principal.accountId;
      const answer = await run(act, { name: 'auth.freeze', body: { accountId } }, (tx) =>
        freeze(tx, { deps, accountId, editionId, by }),
      );
      await deps.endSessionsOf(accountId);
      return answer;
    },

    /** Ends a link that nobody has used. Throws `not-found`. */
    revokeInvitation: (act: Act, id: string) =>
      run(act, { name: 'auth.revokeInvitation', body: { id } }, async (tx) => {
        if (!(await deps.invitations.revoke(tx, id))) throw new DomainError('not-found');
        const actor = act.principal.accountId;
        await deps.recordAct(tx, { actor, act: 'revoke-invitation', subject: id });
        return { id };
      }),
  };
}
export type PeopleService = ReturnType<typeof createPeopleService>;

interface Asking {
  act: Act;
  name: string;
  body: unknown;
}

/** Asks once per command. A repeat must not hand a link out again, so the stored answer goes without it. */
async function askOnce(
  deps: Pick<PeopleServiceDeps, 'runCommand'>,
  { act, ...command }: Asking,
  work: (tx: Transaction) => Promise<Asked>,
): Promise<Asked> {
  let link: string | null = null;
  const kept = await commandRunner(deps.runCommand)(act, command, async (tx): Promise<Asked> => {
    const asked = await work(tx);
    if (asked.state === 'requested') return asked;
    link = asked.link;
    return { ...asked, link: null };
  });
  return kept.state === 'done' ? { ...kept, link } : kept;
}

interface RoleCommand extends Grant {
  deps: PeopleServiceDeps;
  act: Act;
  accountId: string;
}

async function changeRole(
  tx: Transaction,
  { deps, act, accountId, role, partnerId }: RoleCommand,
): Promise<Asked> {
  const by = act.principal.accountId;
  const account = await deps.accounts.byId(accountId, tx);
  if (!account) throw new DomainError('not-found');
  if (account.frozenAt) throw new DomainError('account-frozen');
  const from = roleSchema.parse(account.role);
  const payload = { accountId, from, role, partnerId: partnerId ?? null } satisfies RolePayload;
  if (from === role && account.partnerId === payload.partnerId) throw new DomainError('conflict');
  if (isGrant(from, role)) return deps.doOrAsk(tx, { act: 'change-role', payload, by });
  return { state: 'done', ...(await deps.acts['change-role'].perform(tx, { payload, by })) };
}

interface Freezing {
  deps: PeopleServiceDeps;
  accountId: string;
  editionId: string;
  by: string;
}

async function freeze(tx: Transaction, { deps, accountId, editionId, by }: Freezing) {
  const refusal = refusalToFreeze(accountId, await deps.people.lockActiveAdmins(tx));
  if (refusal) throw new DomainError(refusal);
  const isNews = await deps.people.freeze(tx, { id: accountId, now: deps.clock.now() });
  const account = await deps.accounts.byId(accountId, tx);
  if (!account) throw new DomainError('not-found');
  await deps.access.endSessions(tx, accountId);
  if (!isNews) return { accountId };
  await deps.invitations.endUnused(tx, { createdBy: accountId });
  await deps.invitations.endUnused(tx, { email: account.email });
  await deps.endRequestsOf(tx, { accountId, by });
  await deps.recordAct(tx, { actor: by, act: 'freeze', subject: accountId });
  await deps.announceFrozen(tx, { accountId, editionId });
  return { accountId };
}
