import { editionInputSchema } from '@lantern/schemas/petition';
import { historyInputSchema } from '@lantern/schemas/public-json';
import { publicProcedure, router } from '../../platform/trpc.ts';
import type { CountsService } from './counts.service.ts';

/** `counts.*`: the same answers as the public JSON. Errors: `edition-unknown`, `unavailable`. */
export function createCountsRouter(service: CountsService) {
  return router({
    current: publicProcedure
      .input(editionInputSchema)
      .query(async ({ input }) => (await service.current(input.edition)).body),
    countries: publicProcedure
      .input(editionInputSchema)
      .query(async ({ input }) => (await service.countries(input.edition)).body),
    history: publicProcedure
      .input(historyInputSchema)
      .query(async ({ input }) => (await service.history(input.edition, input.resolution)).body),
    cities: publicProcedure
      .input(editionInputSchema)
      .query(async ({ input }) => (await service.cities(input.edition)).body),
    corrections: publicProcedure
      .input(editionInputSchema)
      .query(async ({ input }) => (await service.corrections(input.edition)).body),
  });
}
