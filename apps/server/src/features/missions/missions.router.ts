import { MAY_PLAN, MAY_SEE_DAY } from '@lantern/schemas/day-roles';
import {
  changeMissionInputSchema,
  offerMissionInputSchema,
  verifyMissionInputSchema,
  withholdMissionInputSchema,
} from '@lantern/schemas/mission';
import { procedureFor, router } from '../../platform/trpc.ts';
import type { MissionsService } from './missions.service.ts';

/** `missions.*`: the register of embassies and consulates, for staff. Errors: see the service. */
export function createMissionsRouter(service: MissionsService) {
  const keep = procedureFor(MAY_PLAN);
  return router({
    list: procedureFor(MAY_SEE_DAY).query(() => service.list()),
    change: keep
      .input(changeMissionInputSchema)
      .mutation(({ input, ctx }) => service.change(input, ctx.principal)),
    verify: keep
      .input(verifyMissionInputSchema)
      .mutation(({ input, ctx }) => service.verify(input, ctx.principal)),
    withhold: keep
      .input(withholdMissionInputSchema)
      .mutation(({ input, ctx }) => service.withhold(input, ctx.principal)),
    offer: keep
      .input(offerMissionInputSchema)
      .mutation(({ input, ctx }) => service.offer(input, ctx.principal)),
  });
}
