import { boardInputSchema } from '@lantern/schemas/board';
import { MAY_SEE_DAY } from '@lantern/schemas/day-roles';
import { procedureFor, router } from '../../platform/trpc.ts';
import type { BoardService } from './board.service.ts';

/** `board.*`: every city on the day, for staff. */
export function createBoardRouter(service: BoardService) {
  return router({
    /** Of one moment, with the day stream's `seq`. Errors: `edition-unknown`. */
    read: procedureFor(MAY_SEE_DAY)
      .input(boardInputSchema)
      .query(({ input }) => service.read(input)),
  });
}
