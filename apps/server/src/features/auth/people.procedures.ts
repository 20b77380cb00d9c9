import {
  changeRoleInputSchema,
  inviteInputSchema,
  onAccountInputSchema,
  onRecordInputSchema,
} from '@lantern/schemas/people';
import { MAY_MANAGE_PEOPLE } from '@lantern/schemas/people-roles';
import { freshProcedureFor, procedureFor } from '../../platform/trpc.ts';
import type { PeopleList } from './people.list.ts';
import type { PeopleService } from './people.service.ts';

const admin = procedureFor(MAY_MANAGE_PEOPLE);
const freshAdmin = freshProcedureFor(MAY_MANAGE_PEOPLE);

export interface PeopleProceduresDeps {
  service: PeopleService;
  list: PeopleList;
}

/** The part of `auth.*` that administrators have; faults are said at the service's functions. */
export function peopleProcedures({ service, list }: PeopleProceduresDeps) {
  return {
    people: admin.query(() => list.people()),
    invitations: admin.query(() => list.invitations()),

    revokeInvitation: admin
      .input(onRecordInputSchema)
      .mutation(({ ctx, input }) =>
        service.revokeInvitation(
          { commandId: input.commandId, principal: ctx.principal },
          input.id,
        ),
      ),

    changeRole: freshAdmin
      .input(changeRoleInputSchema)
      .mutation(({ ctx, input: { commandId, ...change } }) =>
        service.changeRole({ commandId, principal: ctx.principal }, change),
      ),

    unfreeze: freshAdmin
      .input(onAccountInputSchema)
      .mutation(({ ctx, input }) =>
        service.unfreeze({ commandId: input.commandId, principal: ctx.principal }, input.accountId),
      ),

    invite: freshAdmin
      .input(inviteInputSchema)
      .mutation(({ ctx, input: { commandId, ...invitation } }) =>
        service.invite({ commandId, principal: ctx.principal }, invitation),
      ),

    freeze: freshAdmin
      .input(onAccountInputSchema)
      .mutation(({ ctx, input }) =>
        service.freeze({ commandId: input.commandId, principal: ctx.principal }, input.accountId),
      ),
  };
}
