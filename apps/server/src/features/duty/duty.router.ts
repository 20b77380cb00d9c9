import { MAY_ACT_ON_DAY, MAY_PLAN, MAY_SEE_DAY } from '@lantern/schemas/day-roles';
import { dutyInputSchema, removeShiftSchema, saveShiftSchema } from '@lantern/schemas/duty';
import { procedureFor, router } from '../../platform/trpc.ts';
import type { DutyService } from './duty.service.ts';

const planProcedure = procedureFor(MAY_PLAN);

/** `duty.*`; errors are said at the service's functions. */
export function createDutyRouter(service: DutyService) {
  return router({
    list: procedureFor(MAY_ACT_ON_DAY)
      .input(dutyInputSchema)
      .query(({ input, ctx }) => service.list(input.edition, ctx.principal)),
    now: procedureFor(MAY_SEE_DAY)
      .input(dutyInputSchema)
      .query(({ input, ctx }) => service.now(input.edition, ctx.principal)),
    save: planProcedure
      .input(saveShiftSchema)
      .mutation(({ input, ctx }) => service.save(input, ctx.principal)),
    remove: planProcedure
      .input(removeShiftSchema)
      .mutation(({ input, ctx }) => service.remove(input, ctx.principal)),
  });
}
