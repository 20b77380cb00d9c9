import type { Transaction } from '@lantern/db/database';
import { roleSchema, type Role } from '@lantern/schemas/role';
import type { Clock } from '../../platform/clock.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { Principal } from '../../platform/trpc.ts';
import type { AccessRepo } from './access.repo.ts';
import type { AccountsRepo } from './accounts.repo.ts';
import { FRESH_SESSION_MS, refusalToFreeze } from './auth.policy.ts';
import { commandRunner, type Act, type RecordAct, type RunCommand } from './auth-commands.ts';
import type { EnrolmentService } from './enrolment.service.ts';
import type { PeopleRepo } from './people.repo.ts';

export interface AuthServiceDeps {
  clock: Clock;
  accounts: AccountsRepo;
  people: PeopleRepo;
  access: AccessRepo;
  enrolment: EnrolmentService;
  runCommand: RunCommand;
  recordAct: RecordAct;
  /** Appends `account-frozen` to the staff stream. */
  announceFrozen: (
    tx: Transaction,
    news: { accountId: string; editionId: string },
  ) => Promise<void>;
  currentEditionId: () => Promise<string>;
  /** Ends an account's sockets on every node. */
  endSessionsOf: (accountId: string) => Promise<void>;
}

/** Who there is, who is let in, and who is shut out. */
export function createAuthService(deps: AuthServiceDeps) {
  const { accounts, people, access, clock } = deps;
  const run = commandRunner(deps.runCommand);

  return {
    /** The signed-in person; `freshUntil` is until when a passkey may be added without signing in again. */
    me: async ({ accountId, sessionId, role }: Principal) => {
      const account = await accounts.byId(accountId);
      if (!account) throw new DomainError('not-signed-in');
      const passkeys = await access.passkeysOf(accountId);
      const start = await access.sessionStart(sessionId);
      const freshUntil = new Date((start?.getTime() ?? 0) + FRESH_SESSION_MS).toISOString();
      const { email, name } = account;
      return { accountId, email, name, role, passkeys: passkeys.length, freshUntil };
    },

    people: async () =>
      (await people.people()).map(({ createdAt, frozenAt, role, ...person }) => ({
        ...person,
        role: roleSchema.parse(role),
        createdAt: createdAt.toISOString(),
        frozenAt: frozenAt?.toISOString() ?? null,
      })),

    /** Makes a one-time link for an address; it is shown to the admin once and mailed to nobody. */
    invite: async (act: Act, { email, role, partnerId }: NewPerson) => {
      const actor = act.principal.accountId;
      // A repeat must not hand the link out again, so the stored answer goes without it.
      let url: string | null = null;
      const { expiresAt } = await run(
        act,
        { name: 'auth.invite', body: { email, role, ...(partnerId && { partnerId }) } },
        async (tx) => {
          if (partnerId && !(await people.hasPartner(tx, partnerId)))
            throw new DomainError('invalid-input', { fields: { partnerId: 'invalid' } });
          const issued = await deps.enrolment.issue(tx, {
            email,
            role,
            partnerId: partnerId ?? null,
            createdBy: actor,
          });
          url = issued.url;
          await deps.recordAct(tx, { actor, act: 'invite', details: { role } });
          return { expiresAt: issued.expiresAt.toISOString() };
        },
      );
      return { url: url as string | null, expiresAt };
    },

    /**
     * Freezes an account: it is signed out everywhere, sockets included, and cannot sign in.
     * Throws `conflict` for the last administrator, `not-found` for nobody.
     */
    freeze: async (act: Act, accountId: string) => {
      const actor = act.principal.accountId;
      const editionId = await deps.currentEditionId();
      const answer = await run(act, { name: 'auth.freeze', body: { accountId } }, async (tx) => {
        const refusal = refusalToFreeze(accountId, await people.lockActiveAdmins(tx));
        if (refusal) throw new DomainError(refusal);
        const now = clock.now();
        const isNews = await people.freeze(tx, { id: accountId, now });
        if (!isNews && !(await accounts.byId(accountId, tx))) throw new DomainError('not-found');
        await access.endSessions(tx, accountId);
        if (isNews) {
          await deps.recordAct(tx, { actor, act: 'freeze', subject: accountId });
          await deps.announceFrozen(tx, { accountId, editionId });
        }
        return { accountId };
      });
      await deps.endSessionsOf(accountId);
      return answer;
    },
  };
}
/** Whom an invitation is for; `partnerId` for a `partner`, and for nobody else. */
export interface NewPerson {
  email: string;
  role: Role;
  partnerId?: string | undefined;
}
export type AuthService = ReturnType<typeof createAuthService>;
