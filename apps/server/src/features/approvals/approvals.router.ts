import { decideInputSchema } from '@lantern/schemas/approvals';
import { MAY_GIVE_SECOND_WORD } from '@lantern/schemas/approvals-roles';
import { onRecordInputSchema } from '@lantern/schemas/people';
import { freshProcedureFor, procedureFor, router } from '../../platform/trpc.ts';
import type { ApprovalsList } from './approvals.list.ts';
import type { ApprovalsService } from './approvals.service.ts';

const admin = procedureFor(MAY_GIVE_SECOND_WORD);
const freshAdmin = freshProcedureFor(MAY_GIVE_SECOND_WORD);

export interface ApprovalsRouterDeps {
  service: Pick<ApprovalsService, 'decide' | 'withdraw' | 'collect'>;
  list: ApprovalsList;
}

/** `approvals.*`: what waits for a second person; faults are said at the service's functions. */
export function createApprovalsRouter({ service, list }: ApprovalsRouterDeps) {
  return router({
    list: admin.query(({ ctx }) => list(ctx.principal)),
    decide: freshAdmin
      .input(decideInputSchema)
      .mutation(({ ctx, input }) => service.decide({ ...input, principal: ctx.principal })),
    withdraw: admin
      .input(onRecordInputSchema)
      .mutation(({ ctx, input }) => service.withdraw({ ...input, principal: ctx.principal })),
    collect: freshAdmin
      .input(onRecordInputSchema)
      .mutation(({ ctx, input }) => service.collect({ ...input, principal: ctx.principal })),
  });
}
