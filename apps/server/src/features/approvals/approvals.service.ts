import type { Transaction } from '@lantern/db/database';
import { TWO_PERSON_ACTS, type TwoPersonActName } from '@lantern/schemas/approvals';
import { DomainError } from '../../platform/domain-error.ts';
import type { Principal } from '../../platform/trpc.ts';
import type { Asked, DoOrAsk, Performed, TwoPersonAct } from '../../platform/two-person.ts';
import type { ApprovalsDeps } from './approvals.deps.ts';
import {
  APPROVAL_MS,
  needsSecond,
  refusalToCollect,
  refusalToDecide,
  RULE_OUTLIVES_MS,
  type Standing,
} from './approvals.policy.ts';
import type { ApprovalRow } from './approvals.repo.ts';

/** A command of a signed-in person on one request. */
export interface RequestCommand {
  commandId: string;
  id: string;
  principal: Principal;
}

/** Requests for a second person's word: asked, decided by another, done once. */
export function createApprovalsService(deps: ApprovalsDeps) {
  const { clock, repo } = deps;
  return {
    /** Does an act at once, or files a request for it; see {@link DoOrAsk}. */
    doOrAsk: ((tx, ask) => doOrAsk(tx, ask, deps)) satisfies DoOrAsk,

    /** Ends what an account asked for or approved; for when it is shut out. */
    endOf: async (tx: Transaction, { accountId, by }: { accountId: string; by: string }) => {
      await repo.endOf(tx, { accountId, by, now: clock.now() });
    },

    /**
     * The second person's word; an act that needs no collecting is done by it. Throws `not-found`;
     * `forbidden` to who asked; `conflict` when it was decided, ran out, or its asker was shut out.
     */
    decide: async ({ verdict, ...command }: RequestCommand & { verdict: Verdict }) => {
      const { id } = command;
      // Not part of the stored answer: a payload may hold an address. Written `as`, since the compiler does not
      // see that the callback sets it.
      let news = null as News | null;
      const decided = await onRequest(deps, {
        command,
        name: 'approvals.decide',
        body: { verdict },
      })(async (tx, { request, act, standing }) => {
        refuse(refusalToDecide(request, standing));
        const { by, now } = standing;
        await repo.decide(tx, { id, state: verdict, by, now });
        await record(tx, deps, { request, by, act: verdict === 'approved' ? 'approve' : 'refuse' });
        const isDone = verdict === 'approved' && act.happens === 'when-approved';
        if (isDone) await perform(tx, { deps, request, act });
        news = isDone ? { act, payload: request.payload } : null;
        return { id, done: isDone };
      });
      await news?.act.afterwards?.(news.payload);
      return decided;
    },

    /** Takes one's own request back, also after it was approved. */
    withdraw: (command: RequestCommand) =>
      onRequest(deps, { command, name: 'approvals.withdraw', body: {} })(
        async (tx, { request, standing: { by, now } }) => {
          if (request.requestedBy !== by) throw new DomainError('forbidden');
          if (request.state !== 'waiting' && request.state !== 'approved')
            throw new DomainError('conflict');
          await repo.decide(tx, { id: request.id, state: 'refused', by, now });
          await record(tx, deps, { request, by, act: 'withdraw-request' });
          return { id: request.id };
        },
      ),

    /**
     * Does what was approved and gives its asker what comes of it, once: a repeat is answered without the
     * link. Throws `not-found`; `forbidden` to anyone else; `conflict` when it does not stand any more.
     */
    collect: async (command: RequestCommand) => {
      // Set in the callback, which the compiler does not see: hence `as`. A repeat does not get there.
      let link = null as string | null;
      const { expiresAt } = await onRequest(deps, { command, name: 'approvals.collect', body: {} })(
        async (tx, { request, act, standing }) => {
          refuse(refusalToCollect(request, standing));
          const performed = await perform(tx, { deps, request, act });
          link = performed.link;
          return { expiresAt: performed.expiresAt };
        },
      );
      return { link, expiresAt };
    },

    sweep: async () => void (await repo.sweep(clock.now())),
  };
}
export type ApprovalsService = ReturnType<typeof createApprovalsService>;

interface News {
  act: TwoPersonAct;
  payload: unknown;
}
type Verdict = 'approved' | 'refused';

async function doOrAsk(
  tx: Transaction,
  { act, payload, by }: Parameters<DoOrAsk>[1],
  deps: ApprovalsDeps,
): Promise<Asked> {
  const now = deps.clock.now();
  const admins = await deps.people.lockActiveAdmins(tx);
  const since = new Date(now.getTime() - RULE_OUTLIVES_MS);
  if (!needsSecond(admins, await deps.people.adminFrozenSince(tx, since)))
    return { state: 'done', ...(await actNamed(deps, act).perform(tx, { payload, by })) };
  const id = deps.newId();
  const expiresAt = new Date(now.getTime() + APPROVAL_MS);
  await deps.repo.add(tx, { id, act, payload, requestedBy: by, requestedAt: now, expiresAt });
  await deps.recordAct(tx, { actor: by, act: 'request', subject: id, details: { act } });
  const approvers = admins.filter((admin) => admin !== by).length;
  return { state: 'requested', approvalId: id, expiresAt: expiresAt.toISOString(), approvers };
}

interface Found {
  request: ApprovalRow;
  act: TwoPersonAct;
  standing: Standing;
}

/** Runs a command on a request, its row and the administrators locked in the one order there is. */
function onRequest(
  deps: ApprovalsDeps,
  { command, name, body }: { command: RequestCommand; name: string; body: object },
) {
  const { commandId, id, principal } = command;
  const by = principal.accountId;
  return <T>(work: (tx: Transaction, found: Found) => Promise<T>): Promise<T> =>
    deps.runCommand({ id: commandId, actor: by, name, body: { id, ...body } }, async (tx) => {
      const admins = await deps.people.lockActiveAdmins(tx);
      const request = await deps.repo.lock(tx, id);
      if (!request) throw new DomainError('not-found');
      const act = actNamed(deps, request.act);
      const asker = await deps.people.accountOf(tx, request.requestedBy);
      const standing = { by, now: deps.clock.now(), admins, asker, mayAsk: act.mayAsk };
      return work(tx, { request, act, standing });
    });
}

async function perform(
  tx: Transaction,
  { deps, request, act }: { deps: ApprovalsDeps; request: ApprovalRow; act: TwoPersonAct },
): Promise<Performed> {
  const { id, payload, requestedBy } = request;
  await deps.repo.use(tx, { id, now: deps.clock.now() });
  return act.perform(tx, { payload, by: requestedBy });
}

function record(
  tx: Transaction,
  deps: ApprovalsDeps,
  { request, by, act }: { request: ApprovalRow; by: string; act: string },
) {
  const details = { act: request.act, requestedBy: request.requestedBy };
  return deps.recordAct(tx, { actor: by, act, subject: request.id, details });
}

function refuse(refusal: ReturnType<typeof refusalToDecide>): void {
  if (refusal) throw new DomainError(refusal);
}

/** A request for an act that this version does not know any more cannot be done. */
function actNamed(deps: Pick<ApprovalsDeps, 'acts'>, name: string): TwoPersonAct {
  const known: TwoPersonActName | undefined = TWO_PERSON_ACTS.find((one) => one === name);
  if (!known) throw new DomainError('conflict');
  return deps.acts()[known];
}
