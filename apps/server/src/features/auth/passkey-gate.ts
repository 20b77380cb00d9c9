import { DomainError } from '../../platform/domain-error.ts';
import type { Principal } from '../../platform/trpc.ts';
import type { AccountsRepo } from './accounts.repo.ts';
import type { PasskeyGate } from './auth-engine.ts';
import type { EnrolmentService } from './enrolment.service.ts';

export interface PasskeyGateDeps {
  accounts: Pick<AccountsRepo, 'byCredential'>;
  enrolment: Pick<EnrolmentService, 'inviteeOf' | 'claim'>;
  /** Who sends a request. */
  principalOf: (headers: { cookie?: string | undefined }) => Promise<Principal | null>;
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
      const principal = await deps.principalOf({ cookie: headers.get('cookie') ?? undefined });
      if (principal?.accountId !== madeFor) throw new DomainError('not-signed-in');
      if (!principal.fresh) throw new DomainError('sign-in-again');
      return madeFor;
    },

    signIn: async ({ credentialId, userVerified, again }) => {
      const account = await deps.accounts.byCredential(credentialId);
      if (!account || !userVerified) throw new DomainError('not-signed-in');
      if (account.frozenAt) throw new DomainError('account-frozen');
      // Another's passkey would go on with what this person began, under another name.
      if (again !== null && again !== account.id) throw new DomainError('forbidden');
    },
  };
}
