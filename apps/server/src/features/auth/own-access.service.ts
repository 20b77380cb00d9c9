import type { Clock } from '../../platform/clock.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { Principal } from '../../platform/trpc.ts';
import type { AccessRepo } from './access.repo.ts';
import type { AccountsRepo } from './accounts.repo.ts';
import { commandRunner, type Act, type RecordAct, type RunCommand } from './auth-commands.ts';
import { refusalToRemove } from './auth.policy.ts';

export interface OwnAccessDeps {
  clock: Clock;
  access: AccessRepo;
  accounts: Pick<AccountsRepo, 'rename'>;
  runCommand: RunCommand;
  recordAct: RecordAct;
  /** Ends an account's sockets on every node. */
  endSessionsOf: (accountId: string) => Promise<void>;
}

/** What people do with their own passkeys and sessions. */
export function createOwnAccessService({ access, clock, ...deps }: OwnAccessDeps) {
  const run = commandRunner(deps.runCommand);
  const endSome = async (
    act: Act,
    command: { name: string; body: unknown },
    which: { only: string } | { butNot: string },
  ) => {
    const { accountId } = act.principal;
    const answer = await run(act, command, async (tx) => {
      const ended = await access.endSessions(tx, accountId, which);
      if ('only' in which && ended === 0) throw new DomainError('not-found');
      await deps.recordAct(tx, { actor: accountId, act: 'end-sessions', subject: accountId });
      return { ended };
    });
    // Those that stay open their sockets again.
    await deps.endSessionsOf(accountId);
    return answer;
  };

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
      (await access.sessionsOf(accountId, clock.now())).map(({ id, createdAt, expiresAt }) => ({
        id,
        current: id === sessionId,
        createdAt: createdAt.toISOString(),
        expiresAt: expiresAt.toISOString(),
      })),

    /** What colleagues see beside the address. */
    rename: (act: Act, name: string) =>
      run(act, { name: 'auth.rename', body: { name } }, async (tx) => {
        await deps.accounts.rename(tx, { id: act.principal.accountId, name, now: clock.now() });
        return { name };
      }),

    /** Ends one of one's sessions. Throws `not-found` for any other. */
    signOutOne: (act: Act, id: string) =>
      endSome(act, { name: 'auth.signOutOne', body: { id } }, { only: id }),

    /** Signs the person out everywhere but here. */
    signOutOthers: (act: Act) =>
      endSome(act, { name: 'auth.signOutOthers', body: {} }, { butNot: act.principal.sessionId }),

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
