import { MAY_READ_CITY_MESSAGES, MAY_READ_MESSAGES } from '@lantern/schemas/contact-roles';
import {
  cityMessageInputSchema,
  contactInputSchema,
  messageCommandSchema,
  messageIdInputSchema,
  messageListInputSchema,
} from '@lantern/schemas/contact';
import { freshProcedureFor, procedureFor, publicProcedure, router } from '../../platform/trpc.ts';
import type { ContactService } from './contact.service.ts';

// What each of them may read of it, the service asks.
const readerProcedure = procedureFor(MAY_READ_CITY_MESSAGES);
const actProcedure = readerProcedure.input(messageCommandSchema);

/** `contact.*`: `send` and `sendToCity` for everyone, the rest for staff and a city's people; errors are said at the service's functions. */
export function createContactRouter(service: ContactService) {
  return router({
    send: publicProcedure
      .input(contactInputSchema)
      .mutation(({ input, ctx }) => service.send(input, ctx)),
    sendToCity: publicProcedure
      .input(cityMessageInputSchema)
      .mutation(({ input, ctx }) => service.sendToCity(input, ctx)),
    list: readerProcedure
      .input(messageListInputSchema)
      .query(({ input, ctx }) => service.list(input.settled, ctx.principal)),
    read: readerProcedure
      .input(messageIdInputSchema)
      .query(({ input, ctx }) => service.read(input.id, ctx.principal)),
    waiting: readerProcedure.query(({ ctx }) => service.waiting(ctx.principal)),
    settle: actProcedure.mutation(({ input, ctx }) => service.settle(input, ctx.principal)),
    reopen: actProcedure.mutation(({ input, ctx }) => service.reopen(input, ctx.principal)),
    // Not even a backup brings it back.
    delete: freshProcedureFor(MAY_READ_MESSAGES)
      .input(messageCommandSchema)
      .mutation(({ input, ctx }) => service.delete(input, ctx.principal)),
  });
}
