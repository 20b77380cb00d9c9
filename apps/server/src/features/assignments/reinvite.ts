import type { Transaction } from '@lantern/db/database';
import { MAY_LET_IN_AGAIN } from '@lantern/schemas/assignment-roles';
import { roleSchema } from '@lantern/schemas/role';
import { z } from 'zod';
import { recordAct } from '../../platform/audit.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { Principal } from '../../platform/trpc.ts';
import type { Asked, TwoPersonAct } from '../../platform/two-person.ts';
import type { AssignmentsDeps } from './assignments.deps.ts';
import { lockAccount, lockAssignment } from './assignments.repo.ts';
import { runner } from './assignments.service.ts';

/** The act's name in `schemas/approvals`. */
const REINVITE = 'reinvite';

const payloadSchema = z.object({ accountId: z.string() });

export interface ReinviteDeps extends AssignmentsDeps {
  accountOf: (id: string) => Promise<{ email: string; role: string } | null>;
}

/** For a phone that was lost: a new way in, which ends every older one when it is used. */
export function createReinvite(deps: ReinviteDeps) {
  const run = runner(deps);
  return {
    /**
     * Makes such a link for the person of an assignment, or asks a second person to: two who know the voice. Given out
     * once. Throws `not-found`, `account-frozen`, `conflict`.
     */
    reinvite: async (
      { commandId, id }: { commandId: string; id: string },
      principal: Principal,
    ): Promise<Asked> => {
      let link: string | null = null;
      const command = { commandId, name: 'assignments.reinvite', body: { id } };
      const kept = await run(command, principal, async (tx): Promise<Asked> => {
        const found = await lockAssignment(tx, id);
        if (!found) throw new DomainError('not-found');
        const payload = { accountId: found.accountId };
        const asked = await deps.doOrAsk(tx, { act: REINVITE, payload, by: principal.accountId });
        if (asked.state === 'requested') return asked;
        link = asked.link;
        return { ...asked, link: null };
      });
      return kept.state === 'done' ? { ...kept, link } : kept;
    },

    act: {
      mayAsk: MAY_LET_IN_AGAIN,
      happens: 'when-collected',
      perform: async (tx, { payload, by }) => {
        const { accountId } = payloadSchema.parse(payload);
        await mustBeOpen(tx, accountId);
        const { url, expiresAt } = await deps.issueReplacingLink(tx, { accountId, createdBy: by });
        const act = { actor: by, act: 'assignments.reinvite', subject: accountId, details: {} };
        await recordAct(tx, { ...act, id: deps.newId(), at: deps.clock.now() });
        return { link: url, expiresAt: expiresAt.toISOString() };
      },
      describe: async (payload) => {
        const account = await deps.accountOf(payloadSchema.parse(payload).accountId);
        const has = account ? roleSchema.parse(account.role) : null;
        return { email: account?.email ?? '', role: null, has, partner: null, city: null };
      },
    } satisfies TwoPersonAct as TwoPersonAct,
  };
}

async function mustBeOpen(tx: Transaction, accountId: string): Promise<void> {
  const account = await lockAccount(tx, accountId);
  if (!account) throw new DomainError('conflict');
  if (account.frozenAt) throw new DomainError('account-frozen');
}
