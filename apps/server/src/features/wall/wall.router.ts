import { MAY_SEE_WALL } from '@lantern/schemas/day-roles';
import { wallInputSchema } from '@lantern/schemas/wall';
import { procedureFor, router } from '../../platform/trpc.ts';
import type { WallService } from './wall.service.ts';

/** `wall.*`: the day on one screen. */
export function createWallRouter(service: WallService) {
  return router({
    /** Of one moment, with the day stream's `seq`. Errors: `edition-unknown`. */
    read: procedureFor(MAY_SEE_WALL)
      .input(wallInputSchema)
      .query(({ input, ctx }) => service.read(input, ctx.principal)),
  });
}
