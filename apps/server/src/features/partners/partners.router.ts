import {
  changePartnerSchema,
  namePartnerSchema,
  registerPartnerSchema,
} from '@lantern/schemas/partner';
import {
  MAY_CHANGE_PARTNERS,
  MAY_READ_PARTNERS,
  SPEAKS_FOR_PARTNER,
} from '@lantern/schemas/partner-roles';
import { freshProcedureFor, procedureFor, router } from '../../platform/trpc.ts';
import type { PartnersFeature } from './partners.ts';

// Whoever may name a framing site may put our form under a trap: no stolen session may.
const change = freshProcedureFor(MAY_CHANGE_PARTNERS);

/** `partners.*`: the registry for staff, `own` for whoever speaks for a partner. */
export function createPartnersRouter({ service, figures }: PartnersFeature) {
  return router({
    /** Errors: `edition-unknown`. */
    list: procedureFor(MAY_READ_PARTNERS).query(() => figures.list()),
    /** Errors: `forbidden` (for no partner), `edition-unknown`. */
    own: procedureFor(SPEAKS_FOR_PARTNER).query(({ ctx }) => figures.own(ctx.principal.partnerId)),
    /** Errors: `invalid-input`, `conflict` (same command, other body). */
    register: change
      .input(registerPartnerSchema)
      .mutation(({ input, ctx }) => service.register(input, ctx.principal)),
    /** Errors: `not-found`, `invalid-input`, `conflict`. */
    change: change
      .input(changePartnerSchema)
      .mutation(({ input, ctx }) => service.change(input, ctx.principal)),
    /** Errors: `not-found`, `conflict`. */
    end: change
      .input(namePartnerSchema)
      .mutation(({ input, ctx }) => service.end(input, ctx.principal)),
    /** Errors: `not-found`, `conflict`. */
    reopen: change
      .input(namePartnerSchema)
      .mutation(({ input, ctx }) => service.reopen(input, ctx.principal)),
  });
}
