import { randomBytes } from 'node:crypto';
import { transaction, type Transaction } from '@lantern/db/database';
import { roleSchema, type Role } from '@lantern/schemas/role';
import type { Pool } from 'pg';
import type { Clock } from '../../platform/clock.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { Keyring } from '../../platform/keyring.ts';
import type { Account, AccountsRepo } from './accounts.repo.ts';
import { INVITATION_MS } from './auth.policy.ts';
import type { Invitation, InvitationsRepo } from './invitations.repo.ts';

/** Maker of the link that a server without an administrator prints when it starts. */
const BOOT = 'boot';
const TOKEN_BYTES = 32;

export interface EnrolmentDeps {
  pool: Pool;
  keyring: Pick<Keyring, 'hash'>;
  clock: Clock;
  newId: () => string;
  publicOrigin: string;
  invitations: InvitationsRepo;
  accounts: AccountsRepo;
  currentEditionId: () => Promise<string>;
  /** Ends an account's older ways in, inside the claiming transaction. */
  endAccess: (tx: Transaction, accountId: string) => Promise<void>;
  /** Writes down who was let in, and tells the staff stream, inside the claiming transaction. */
  onEnrolled: (tx: Transaction, enrolled: Enrolled) => Promise<void>;
  /** Ends an account's sockets on every node. */
  endSessionsOf: (accountId: string) => Promise<void>;
}

/** An account that used a link, and the edition whose staff hear of it. */
interface Enrolled {
  account: Account;
  invitation: Invitation;
  editionId: string;
}

/** Whom a link is to be made for. */
interface NewLink {
  email: string;
  role: Role;
  partnerId: string | null;
  createdBy: string;
  /** For a lost phone: using it ends the account's older passkeys and sessions. */
  replacesAccess?: boolean;
}

/** What a page may say of a link before anything is pressed. */
export type InvitationState =
  { state: 'open'; email: string; role: Role; expiresAt: Date } | { state: 'used' | 'gone' };

/** Who a registration is for: the account of the invited address, or the one it will become. */
export interface Invitee {
  id: string;
  email: string;
}

/**
 * One-time enrolment links. Their tokens are random and only keyed hashes are stored, so that who
 * reads the database cannot enrol.
 */
export function createEnrolmentService(deps: EnrolmentDeps) {
  const hashOf = (token: string): Buffer => deps.keyring.hash('invitation', token);

  const take = async (tx: Transaction, token: string, madeFor: string): Promise<Invitation> => {
    const now = deps.clock.now();
    const invitation = await deps.invitations.claim(tx, { tokenHash: hashOf(token), now });
    if (!invitation) throw new DomainError('token-invalid');
    const known = await deps.accounts.byEmail(invitation.email, tx);
    if (inviteeOf(invitation, known).id !== madeFor) throw new DomainError('token-invalid');
    if (invitation.createdBy === BOOT && (await deps.accounts.hasActiveAdmin(tx)))
      throw new DomainError('token-invalid');
    return invitation;
  };

  return {
    /** Makes a link inside the caller's transaction; older unused links to the address end. */
    issue: async (tx: Transaction, { replacesAccess = false, ...invitation }: NewLink) => {
      const email = normalEmail(invitation.email);
      const token = randomBytes(TOKEN_BYTES).toString('base64url');
      const now = deps.clock.now();
      const expiresAt = new Date(now.getTime() + INVITATION_MS);
      await deps.invitations.endUnused(tx, { email });
      const id = deps.newId();
      await deps.invitations.add(tx, {
        ...invitation,
        email,
        id,
        replacesAccess,
        tokenHash: hashOf(token),
        createdAt: now,
        expiresAt,
      });
      return { id, url: linkOf(deps.publicOrigin, token), expiresAt };
    },

    /** Tells what a link is good for; changes nothing. Forged and run-out links are alike. */
    inspect: async (token: string): Promise<InvitationState> => {
      const invitation = await deps.invitations.byTokenHash(hashOf(token));
      if (!invitation) return { state: 'gone' };
      if (invitation.usedAt) return { state: 'used' };
      if (invitation.expiresAt <= deps.clock.now()) return { state: 'gone' };
      const { email, expiresAt } = invitation;
      return { state: 'open', email, role: roleSchema.parse(invitation.role), expiresAt };
    },

    /** Who a passkey made with this link would be for. Throws `token-invalid`, `token-expired`, `account-frozen`. */
    inviteeOf: async (token: string): Promise<Invitee> => {
      const invitation = await deps.invitations.byTokenHash(hashOf(token));
      if (!invitation || invitation.usedAt) throw new DomainError('token-invalid');
      if (invitation.expiresAt <= deps.clock.now()) throw new DomainError('token-expired');
      return inviteeOf(invitation, await deps.accounts.byEmail(invitation.email));
    },

    /**
     * Uses the link up and makes its account, in one transaction. Should the passkey not be stored
     * after that, the account stays without one and a new link repairs it.
     * Throws `token-invalid` to all but the first, and when the passkey was made for someone else.
     */
    claim: async (token: string, madeFor: string): Promise<Account> => {
      // Whoever holds a transaction waits for no second connection: of many who race, each would
      // hold one and none would get another.
      const editionId = await deps.currentEditionId();
      const enrolled = await transaction(deps.pool, async (tx) => {
        const invitation = await take(tx, token, madeFor);
        const { id, email, role, partnerId } = invitation;
        const now = deps.clock.now();
        const account = await deps.accounts.enrol(tx, { id, email, role, partnerId, now });
        await deps.invitations.recordAccount(tx, { id, accountId: account.id });
        if (invitation.replacesAccess) await deps.endAccess(tx, account.id);
        await deps.onEnrolled(tx, { account, invitation, editionId });
        return { account, invitation };
      });
      if (enrolled.invitation.replacesAccess) await deps.endSessionsOf(enrolled.account.id);
      return enrolled.account;
    },
  };
}
export type EnrolmentService = ReturnType<typeof createEnrolmentService>;

/**
 * While nobody can administer this installation: ends earlier such links and returns a new one.
 * Null once there is an administrator.
 */
export async function ensureEnrolmentLink(
  deps: Pick<EnrolmentDeps, 'pool' | 'accounts' | 'invitations' | 'publicOrigin'>,
  enrolment: Pick<EnrolmentService, 'issue'>,
): Promise<string | null> {
  if (await deps.accounts.hasActiveAdmin()) return null;
  return transaction(deps.pool, async (tx) => {
    await deps.invitations.endUnused(tx, { createdBy: BOOT });
    const email = `admin@${new URL(deps.publicOrigin).hostname}`;
    return (await enrolment.issue(tx, { email, role: 'admin', partnerId: null, createdBy: BOOT }))
      .url;
  });
}

/** Addresses are accounts' names here, so case does not make a second person. */
export const normalEmail = (email: string): string => email.normalize('NFC').trim().toLowerCase();

// After the #, so that the token is sent to no server and stands in no log; the page sends it as a header.
const linkOf = (publicOrigin: string, token: string): string =>
  new URL(`/dashboard/enrol#${token}`, publicOrigin).href;

function inviteeOf(invitation: Invitation, known: Account | null): Invitee {
  if (known?.frozenAt) throw new DomainError('account-frozen');
  return { id: known?.id ?? invitation.id, email: invitation.email };
}
