import type { Clock } from '../../platform/clock.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { Principal } from '../../platform/trpc.ts';
import type { AccountsRepo } from './accounts.repo.ts';
import type { PasskeyGate } from './auth-engine.ts';
import { isFresh } from './auth.policy.ts';
import type { EnrolmentService } from './enrolment.service.ts';

export interface PasskeyGateDeps {
  accounts: Pick<AccountsRepo, 'byCredential'>;
  enrolment: Pick<EnrolmentService, 'inviteeOf' | 'claim'>;
  clock: Clock;
  /** The session of a request, and since when it lasts. */
  sessionOf: (headers: {
    cookie?: string | undefined;
  }) => Promise<{ principal: Principal; since: Date } | null>;
}

/**
 * Who may register a passkey (the holder of an enrolment link, or who signed in minutes ago) and
 * who may sign in with one (whose device checked the person, and whose account is not frozen).
 */
export function createPasskeyGate(deps: PasskeyGateDeps): PasskeyGate {
  return {
    invitee: async (token) => {
      if (!token) throw new DomainError('not-signed-in');
      const { id, email } = await deps.enrolment.inviteeOf(token);
      return { id, name: email };
    },

    registration: async ({ headers, token, madeFor, userVerified }) => {
      if (!userVerified) throw new DomainError('forbidden');
      if (token) return (await deps.enrolment.claim(token, madeFor)).id;
      const session = await deps.sessionOf({ cookie: headers.get('cookie') ?? undefined });
      if (session?.principal.accountId !== madeFor) throw new DomainError('not-signed-in');
      // The same answer as without a session: whoever is asked signs in and tries again.
      if (!isFresh(session.since, deps.clock.now())) throw new DomainError('not-signed-in');
      return madeFor;
    },

    signIn: async ({ credentialId, userVerified }) => {
      const account = await deps.accounts.byCredential(credentialId);
      if (!account || !userVerified) throw new DomainError('not-signed-in');
      if (account.frozenAt) throw new DomainError('account-frozen');
    },
  };
}
