import { cityInputSchema, takePartInputSchema } from '@lantern/schemas/places';
import { publicProcedure, router } from '../../platform/trpc.ts';
import type { PlacesService } from './places.service.ts';

/** `places.*`: what anyone may know of cities; errors are said at the service's functions. */
export function createPlacesRouter(service: PlacesService) {
  return router({
    city: publicProcedure.input(cityInputSchema).query(({ input }) => service.city(input)),
    takePart: publicProcedure
      .input(takePartInputSchema)
      .query(({ input }) => service.takePart(input)),
  });
}
