import {
  applicationCommandSchema,
  applicationIdSchema,
  applicationInputSchema,
  applicationListInputSchema,
  applicationNoteSchema,
  applicationTokenSchema,
} from '@lantern/schemas/application';
import {
  MAY_ACCEPT_APPLICATIONS,
  MAY_REVIEW_APPLICATIONS,
} from '@lantern/schemas/application-roles';
import { freshProcedureFor, procedureFor, publicProcedure, router } from '../../platform/trpc.ts';
import type { Applications } from './applications.ts';

const reviewer = procedureFor(MAY_REVIEW_APPLICATIONS);
const withToken = publicProcedure.input(applicationTokenSchema);

/** `applications.*`: offers of anyone, and their desk; faults are said at the services' functions. */
export function createApplicationsRouter({ service, desk, list }: Applications) {
  return router({
    send: publicProcedure
      .input(applicationInputSchema)
      .mutation(({ input, ctx }) => service.send(input, ctx)),
    inspectConfirm: withToken.query(({ input }) => service.inspect('confirm', input.token)),
    inspectTakeBack: withToken.query(({ input }) => service.inspect('withdraw', input.token)),
    confirm: withToken.mutation(({ input }) => service.confirm(input.token)),
    takeBack: withToken.mutation(({ input }) => service.takeBack(input.token)),

    list: reviewer
      .input(applicationListInputSchema)
      .query(({ input, ctx }) => list.list(input, ctx.principal)),
    waiting: reviewer.query(({ ctx }) => list.waiting(ctx.principal)),
    read: reviewer
      .input(applicationIdSchema)
      .query(({ input, ctx }) => list.read(input.id, ctx.principal)),
    note: reviewer
      .input(applicationNoteSchema)
      .mutation(({ input, ctx }) => desk.note(input, ctx.principal)),
    refuse: reviewer
      .input(applicationCommandSchema)
      .mutation(({ input, ctx }) => desk.refuse(input, ctx.principal)),
    accept: freshProcedureFor(MAY_ACCEPT_APPLICATIONS)
      .input(applicationCommandSchema)
      .mutation(({ input, ctx }) => desk.accept(input, ctx.principal)),
    // Not even a backup brings it back.
    erase: freshProcedureFor(MAY_ACCEPT_APPLICATIONS)
      .input(applicationCommandSchema)
      .mutation(({ input, ctx }) => desk.erase(input, ctx.principal)),
  });
}
