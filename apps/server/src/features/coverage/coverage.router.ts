import { MAY_SEE_DAY } from '@lantern/schemas/day-roles';
import { editionInputSchema } from '@lantern/schemas/petition';
import { procedureFor, router } from '../../platform/trpc.ts';
import type { CoverageService } from './coverage.service.ts';

/** `coverage.*`: which missions somebody goes to, for staff. */
export function createCoverageRouter(service: CoverageService) {
  return router({
    /** Errors: `edition-unknown`. */
    read: procedureFor(MAY_SEE_DAY)
      .input(editionInputSchema)
      .query(({ input }) => service.read(input.edition)),
  });
}
