import { MAY_CHANGE_SETTINGS } from '@lantern/schemas/petition-roles';
import { setClockInputSchema, wipeInputSchema } from '@lantern/schemas/rehearsal';
import { freshProcedureFor, router } from '../../platform/trpc.ts';
import type { RehearsalsService } from './rehearsals.service.ts';

/** `rehearsals.*`: a made-up day's own clock, and its end. Where there are no rehearsals, each is `forbidden`. */
export function createRehearsalsRouter(service: RehearsalsService) {
  return router({
    /** Answers the clock as set. */
    setClock: freshProcedureFor(MAY_CHANGE_SETTINGS)
      .input(setClockInputSchema)
      .mutation(({ input, ctx }) => service.setClock(input, ctx.principal)),
    /** Deletes a rehearsal with all that was played in it, its people's accounts too. */
    wipe: freshProcedureFor(MAY_CHANGE_SETTINGS)
      .input(wipeInputSchema)
      .mutation(({ input, ctx }) => service.wipe(input, ctx.principal)),
  });
}
