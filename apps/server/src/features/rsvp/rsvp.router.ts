import { MAY_BE_IN_FIELD } from '@lantern/schemas/day-roles';
import { rsvpCityInputSchema, rsvpInputSchema, rsvpTokenSchema } from '@lantern/schemas/rsvp';
import { procedureFor, publicProcedure, router } from '../../platform/trpc.ts';
import type { RsvpDesk } from './rsvp-desk.ts';
import type { RsvpService } from './rsvp.service.ts';

const linkProcedure = publicProcedure.input(rsvpTokenSchema);
// Which cities are theirs, the desk asks.
const cityProcedure = procedureFor(MAY_BE_IN_FIELD).input(rsvpCityInputSchema);

/** `rsvp.*`: for whoever comes, by their link; numbers and names for a city's people. */
export function createRsvpRouter({ service, desk }: { service: RsvpService; desk: RsvpDesk }) {
  return router({
    ask: publicProcedure
      .input(rsvpInputSchema)
      .mutation(({ input, ctx }) => service.ask(input, ctx)),
    look: linkProcedure.query(({ input }) => service.look(input.token)),
    confirm: linkProcedure.mutation(({ input }) => service.confirm(input.token)),
    cancel: linkProcedure.mutation(({ input }) => service.cancel(input.token)),
    erase: linkProcedure.mutation(({ input }) => service.erase(input.token)),
    counts: cityProcedure.query(({ input, ctx }) => desk.counts(input, ctx.principal)),
    // Writes into the audit log, so it is no query, which a browser may repeat by itself.
    names: cityProcedure.mutation(({ input, ctx }) => desk.names(input, ctx.principal)),
  });
}
