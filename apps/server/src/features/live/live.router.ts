import { editionInputSchema } from '@lantern/schemas/petition';
import { publicProcedure, router } from '../../platform/trpc.ts';
import type { PublicDayService } from './public-day.service.ts';

/** `live.*`: what pages of the day start from. */
export function createLiveRouter(service: PublicDayService) {
  return router({
    /** The newest published events and the edition's clock. Errors: `edition-unknown`, `unavailable`. */
    day: publicProcedure
      .input(editionInputSchema)
      .query(({ input }) => service.read(input.edition)),
  });
}
