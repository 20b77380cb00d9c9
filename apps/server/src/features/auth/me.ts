import { DomainError } from '../../platform/domain-error.ts';
import type { Principal } from '../../platform/trpc.ts';
import type { AccessRepo } from './access.repo.ts';
import type { AccountsRepo } from './accounts.repo.ts';
import { FRESH_SESSION_MS } from './auth.policy.ts';

export interface MeDeps {
  accounts: Pick<AccountsRepo, 'byId'>;
  access: Pick<AccessRepo, 'passkeysOf' | 'sessionStart'>;
}

/** The signed-in person; `freshUntil` is until when they may act without showing a passkey again. */
export function createMe({ accounts, access }: MeDeps) {
  return async ({ accountId, sessionId, role }: Principal) => {
    const account = await accounts.byId(accountId);
    if (!account) throw new DomainError('not-signed-in');
    const passkeys = await access.passkeysOf(accountId);
    const start = await access.sessionStart(sessionId);
    const freshUntil = new Date((start?.getTime() ?? 0) + FRESH_SESSION_MS).toISOString();
    const { email } = account;
    return {
      accountId,
      email,
      name: shownName(account),
      role,
      passkeys: passkeys.length,
      freshUntil,
    };
  };
}
export type Me = ReturnType<typeof createMe>;

/** Null until the person has said how they want to be called: accounts begin with their address as name. */
export const shownName = ({ name, email }: { name: string; email: string }): string | null =>
  name === email ? null : name;
