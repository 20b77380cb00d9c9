import {
  archiveEditionInputSchema,
  changeEditionInputSchema,
  createEditionInputSchema,
  makeCurrentInputSchema,
  setSwitchInputSchema,
} from '@lantern/schemas/edition-settings';
import { MAY_CHANGE_SETTINGS, MAY_READ_SETTINGS } from '@lantern/schemas/petition-roles';
import { freshProcedureFor, procedureFor, router } from '../../platform/trpc.ts';
import type { EditionsService } from './editions.service.ts';

/** `editions.*`: how editions are set, for staff. */
export function createEditionsRouter(service: EditionsService) {
  return router({
    /** Every edition, the latest day first. */
    list: procedureFor(MAY_READ_SETTINGS).query(() => service.list()),
    /** Dates and goal. Errors: `invalid-input`, `edition-unknown`, `conflict`, `sign-in-again`. */
    change: freshProcedureFor(MAY_CHANGE_SETTINGS)
      .input(changeEditionInputSchema)
      .mutation(({ input, ctx }) => service.change(input, ctx.principal)),
    /** Errors: `edition-unknown`, `conflict`. */
    setSwitch: procedureFor(MAY_CHANGE_SETTINGS)
      .input(setSwitchInputSchema)
      .mutation(({ input, ctx }) => service.setSwitch(input, ctx.principal)),
    /** Errors: `invalid-input`, `edition-unknown`, `forbidden`. */
    create: procedureFor(MAY_CHANGE_SETTINGS)
      .input(createEditionInputSchema)
      .mutation(({ input, ctx }) => service.create(input, ctx.principal)),
    /** Errors: `edition-unknown`, `conflict`, `sign-in-again`. */
    archive: freshProcedureFor(MAY_CHANGE_SETTINGS)
      .input(archiveEditionInputSchema)
      .mutation(({ input, ctx }) => service.archive(input, ctx.principal)),
    /** Errors: `edition-unknown`, `conflict`, `forbidden`, `sign-in-again`. */
    makeCurrent: freshProcedureFor(MAY_CHANGE_SETTINGS)
      .input(makeCurrentInputSchema)
      .mutation(({ input, ctx }) => service.makeCurrent(input, ctx.principal)),
  });
}
