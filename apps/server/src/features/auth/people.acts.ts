import type { Transaction } from '@lantern/db/database';
import { roleSchema } from '@lantern/schemas/role';
import { z } from 'zod';
import type { Clock } from '../../platform/clock.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { RequestFacts, TwoPersonAct, TwoPersonActs } from '../../platform/two-person.ts';
import type { AccountsRepo } from './accounts.repo.ts';
import type { RecordAct } from './auth-commands.ts';
import { refusalToFreeze } from './auth.policy.ts';
import { normalEmail, type EnrolmentService } from './enrolment.service.ts';
import type { InvitationsRepo } from './invitations.repo.ts';
import type { PeopleRepo } from './people.repo.ts';

export interface PeopleActsDeps {
  clock: Clock;
  accounts: Pick<AccountsRepo, 'byId' | 'byEmail'>;
  people: PeopleRepo;
  enrolment: Pick<EnrolmentService, 'issue'>;
  invitations: Pick<InvitationsRepo, 'endUnused'>;
  recordAct: RecordAct;
  /** Ends an account's sockets on every node; they come back with what the account may hear now. */
  endSessionsOf: (accountId: string) => Promise<void>;
}

// What was approved is what is done, so all that decides it stands in the payload.
const grant = { role: roleSchema, partnerId: z.string().nullable() };
const invitePayload = z.object({ email: z.string(), ...grant });
const rolePayload = z.object({ accountId: z.string(), from: roleSchema, ...grant });
const unfreezePayload = z.object({ accountId: z.string() });
export type InvitePayload = z.infer<typeof invitePayload>;
export type RolePayload = z.infer<typeof rolePayload>;
export type UnfreezePayload = z.infer<typeof unfreezePayload>;

const NOTHING_TO_SHOW = { link: null, expiresAt: null };
const ADMINS = ['admin'] as const;

/** What administrators do to people with a second person's word. */
export function createPeopleActs(deps: PeopleActsDeps) {
  return {
    invite: invite(deps),
    'change-role': changeRole(deps),
    unfreeze: unfreeze(deps),
  } satisfies Partial<TwoPersonActs>;
}

/** Makes the link only for who collects it: it is in nobody else's hands, and in no table. */
function invite(deps: PeopleActsDeps): TwoPersonAct {
  return {
    mayAsk: ADMINS,
    happens: 'when-collected',
    perform: async (tx, { payload, by }) => {
      const { email, role, partnerId } = invitePayload.parse(payload);
      await checkNewcomer(tx, deps, { email, role, partnerId });
      const issued = await deps.enrolment.issue(tx, { email, role, partnerId, createdBy: by });
      await deps.recordAct(tx, { actor: by, act: 'invite', details: { role, partnerId } });
      return { link: issued.url, expiresAt: issued.expiresAt.toISOString() };
    },
    describe: async (payload) => {
      const { email, role, partnerId } = invitePayload.parse(payload);
      const known = await deps.accounts.byEmail(normalEmail(email));
      const has = known ? roleSchema.parse(known.role) : null;
      const partner = await deps.people.partnerName(partnerId);
      return { email, role, has, partner, city: null };
    },
  };
}

function changeRole(deps: PeopleActsDeps): TwoPersonAct {
  return {
    mayAsk: ADMINS,
    happens: 'when-approved',
    perform: async (tx, { payload, by }) => {
      const { accountId, from, role, partnerId } = rolePayload.parse(payload);
      if (from === 'admin' && role !== 'admin') await keepAnAdmin(tx, deps, accountId);
      await checkPartner(tx, deps, partnerId);
      const now = deps.clock.now();
      if (!(await deps.people.setRole(tx, { id: accountId, from, role, partnerId, now })))
        throw new DomainError('conflict');
      await endLinks(tx, deps, accountId);
      const details = { from, role, partnerId };
      await deps.recordAct(tx, { actor: by, act: 'change-role', subject: accountId, details });
      return NOTHING_TO_SHOW;
    },
    afterwards: (payload) => deps.endSessionsOf(rolePayload.parse(payload).accountId),
    describe: async (payload) => {
      const { accountId, role, partnerId } = rolePayload.parse(payload);
      const partner = await deps.people.partnerName(partnerId);
      return { ...(await factsOf(deps, accountId)), role, partner };
    },
  };
}

function unfreeze(deps: PeopleActsDeps): TwoPersonAct {
  return {
    mayAsk: ADMINS,
    happens: 'when-approved',
    perform: async (tx, { payload, by }) => {
      const { accountId } = unfreezePayload.parse(payload);
      if (!(await deps.people.unfreeze(tx, { id: accountId, now: deps.clock.now() })))
        throw new DomainError('conflict');
      await deps.recordAct(tx, { actor: by, act: 'unfreeze', subject: accountId });
      return NOTHING_TO_SHOW;
    },
    describe: (payload) => factsOf(deps, unfreezePayload.parse(payload).accountId),
  };
}

async function factsOf(deps: PeopleActsDeps, accountId: string): Promise<RequestFacts> {
  const account = await deps.accounts.byId(accountId);
  const has = account ? roleSchema.parse(account.role) : null;
  return { email: account?.email ?? '', role: null, has, partner: null, city: null };
}

/**
 * Ends the unused links to an account, which were approved for the role it had: whoever keeps one would open
 * an account that is worth more by now. Those it made itself end as well.
 */
async function endLinks(tx: Transaction, deps: PeopleActsDeps, accountId: string) {
  const account = await deps.accounts.byId(accountId, tx);
  if (account) await deps.invitations.endUnused(tx, { email: account.email });
  await deps.invitations.endUnused(tx, { createdBy: accountId });
}

/** The last administrator who can sign in keeps the role. */
async function keepAnAdmin(tx: Transaction, deps: PeopleActsDeps, accountId: string) {
  const refusal = refusalToFreeze(accountId, await deps.people.lockActiveAdmins(tx));
  if (refusal) throw new DomainError(refusal);
}

async function checkPartner(
  tx: Transaction,
  deps: Pick<PeopleActsDeps, 'people'>,
  partnerId: string | null,
) {
  if (partnerId && !(await deps.people.hasPartner(tx, partnerId)))
    throw new DomainError('invalid-input', { fields: { partnerId: 'invalid' } });
}

/**
 * A link to an address that has an account makes a further passkey for it, for a lost phone. It must name the
 * role the account has, so that whoever approves it sees whose account it opens.
 */
export async function checkNewcomer(
  tx: Transaction,
  deps: Pick<PeopleActsDeps, 'accounts' | 'people'>,
  { email, role, partnerId }: InvitePayload,
): Promise<void> {
  const known = await deps.accounts.byEmail(normalEmail(email), tx);
  if (known?.frozenAt) throw new DomainError('account-frozen');
  if (known && (known.role !== role || known.partnerId !== partnerId))
    throw new DomainError('conflict');
  await checkPartner(tx, deps, partnerId);
}
