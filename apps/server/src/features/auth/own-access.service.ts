import type { Clock } from '../../platform/clock.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { Principal } from '../../platform/trpc.ts';
import type { AccessRepo } from './access.repo.ts';
import { commandRunner, type Act, type RecordAct, type RunCommand } from './auth-commands.ts';
import { refusalToRemove } from './auth.policy.ts';

export interface OwnAccessDeps {
  clock: Clock;
  access: AccessRepo;
  runCommand: RunCommand;
  recordAct: RecordAct;
  /** Ends an account's sockets on every node. */
  endSessionsOf: (accountId: string) => Promise<void>;
}

/** What people do with their own passkeys and sessions. */
export function createOwnAccessService({ access, clock, ...deps }: OwnAccessDeps) {
  const run = commandRunner(deps.runCommand);

  return {
    passkeys: async ({ accountId }: Principal) =>
      (await access.passkeysOf(accountId)).map(({ createdAt, ...passkey }) => ({
        ...passkey,
        createdAt: createdAt?.toISOString() ?? null,
      })),

    renamePasskey: (act: Act, { id, name }: { id: string; name: string }) =>
      run(act, { name: 'auth.renamePasskey', body: { id, name } }, async (tx) => {
        const { accountId } = act.principal;
        if (!(await access.renamePasskey(tx, { id, name, accountId })))
          throw new DomainError('not-found');
        return { id };
      }),

    /** Throws `conflict` for the last one: an account without a passkey is locked out. */
    removePasskey: (act: Act, id: string) =>
      run(act, { name: 'auth.removePasskey', body: { id } }, async (tx) => {
        const { accountId } = act.principal;
        const refusal = refusalToRemove(id, await access.lockPasskeys(tx, accountId));
        if (refusal) throw new DomainError(refusal);
        await access.removePasskey(tx, id);
        await deps.recordAct(tx, { actor: accountId, act: 'remove-passkey', subject: accountId });
        return { id };
      }),

    sessions: async ({ accountId, sessionId }: Principal) =>
      (await access.sessionsOf(accountId, clock.now())).map((session) => ({
        id: session.id,
        current: session.id === sessionId,
        createdAt: session.createdAt.toISOString(),
        expiresAt: session.expiresAt.toISOString(),
      })),

    /** Signs the person out on every device, this one included. */
    signOutEverywhere: async (act: Act) => {
      const { accountId } = act.principal;
      const answer = await run(act, { name: 'auth.signOutEverywhere', body: {} }, async (tx) => ({
        ended: await access.endSessions(tx, accountId),
      }));
      await deps.endSessionsOf(accountId);
      return answer;
    },
  };
}
export type OwnAccessService = ReturnType<typeof createOwnAccessService>;
