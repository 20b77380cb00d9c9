import { transaction } from '@lantern/db/database';
import { createAccountsRepo } from './accounts.repo.ts';
import type { RecordAct } from './auth-commands.ts';
import { createEnrolmentService, normalEmail, type EnrolmentDeps } from './enrolment.service.ts';
import { createInvitationsRepo } from './invitations.repo.ts';

export interface ServerInvitationDeps extends Omit<
  EnrolmentDeps,
  'invitations' | 'accounts' | 'onEnrolled' | 'endAccess' | 'endSessionsOf' | 'currentEditionId'
> {
  recordAct: RecordAct;
}

/** A link for an administrator, or why there is none. */
export type ServerInvitation =
  { state: 'invited'; url: string; expiresAt: Date } | { state: 'frozen' };

/**
 * An enrolment link for an administrator, made on the server itself: for the first one, or when all are
 * locked out. Works beside a running server. An account that was frozen stays so.
 */
export async function inviteFromServer(
  deps: ServerInvitationDeps,
  email: string,
): Promise<ServerInvitation> {
  const accounts = createAccountsRepo(deps.pool);
  const enrolment = createEnrolmentService({
    ...deps,
    accounts,
    invitations: createInvitationsRepo(deps.pool),
    // Nobody enrols here: the link is used on the running server.
    onEnrolled: async () => undefined,
    endAccess: async () => undefined,
    endSessionsOf: async () => undefined,
    currentEditionId: async () => '',
  });
  if ((await accounts.byEmail(normalEmail(email)))?.frozenAt) return { state: 'frozen' };
  return transaction(deps.pool, async (tx) => {
    const invitation = { email, role: 'admin', partnerId: null, createdBy: 'server' } as const;
    const issued = await enrolment.issue(tx, invitation);
    await deps.recordAct(tx, { actor: 'server', act: 'invite', details: { role: 'admin' } });
    return { state: 'invited', ...issued };
  });
}
