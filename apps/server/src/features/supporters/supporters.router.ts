import { editionInputSchema } from '@lantern/schemas/petition';
import {
  setSupporterHiddenInputSchema,
  supportersListInputSchema,
} from '@lantern/schemas/supporters';
import { MAY_EDIT_SUPPORTERS } from '@lantern/schemas/supporters-roles';
import { procedureFor, publicProcedure, router } from '../../platform/trpc.ts';
import type { SupportersService } from './supporters.service.ts';

const staff = procedureFor(MAY_EDIT_SUPPORTERS);

/** `supporters.*`: `newest` for everyone, the rest for staff. */
export function createSupportersRouter(service: SupportersService) {
  return router({
    /** Names of the newest signers who chose to be shown. Errors: `edition-unknown`, `unavailable`. */
    newest: publicProcedure
      .input(editionInputSchema)
      .query(({ input }) => service.newest(input.edition)),
    /** Everyone who chose to be shown, those taken off included. Errors: `edition-unknown`. */
    list: staff.input(supportersListInputSchema).query(({ input }) => service.list(input)),
    /** Errors: `not-found`, `conflict` (same command, other body). */
    setHidden: staff
      .input(setSupporterHiddenInputSchema)
      .mutation(({ input, ctx }) => service.setHidden(input, ctx.principal.accountId)),
  });
}
