import { MAY_READ_MESSAGES } from '@lantern/schemas/contact-roles';
import {
  contactInputSchema,
  messageCommandSchema,
  messageIdInputSchema,
  messageListInputSchema,
} from '@lantern/schemas/contact';
import { freshProcedureFor, procedureFor, publicProcedure, router } from '../../platform/trpc.ts';
import type { ContactService } from './contact.service.ts';

const staffProcedure = procedureFor(MAY_READ_MESSAGES);
const actProcedure = staffProcedure.input(messageCommandSchema);

/** `contact.*`: `send` for everyone, the rest for staff; errors are said at the service's functions. */
export function createContactRouter(service: ContactService) {
  return router({
    send: publicProcedure
      .input(contactInputSchema)
      .mutation(({ input, ctx }) => service.send(input, ctx)),
    list: staffProcedure
      .input(messageListInputSchema)
      .query(({ input }) => service.list(input.settled)),
    read: staffProcedure.input(messageIdInputSchema).query(({ input }) => service.read(input.id)),
    waiting: staffProcedure.query(() => service.waiting()),
    settle: actProcedure.mutation(({ input, ctx }) =>
      service.settle(input, ctx.principal.accountId),
    ),
    reopen: actProcedure.mutation(({ input, ctx }) =>
      service.reopen(input, ctx.principal.accountId),
    ),
    // Not even a backup brings it back.
    delete: freshProcedureFor(MAY_READ_MESSAGES)
      .input(messageCommandSchema)
      .mutation(({ input, ctx }) => service.delete(input, ctx.principal.accountId)),
  });
}
