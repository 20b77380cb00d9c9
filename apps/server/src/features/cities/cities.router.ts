import {
  actionInputSchema,
  addActionInputSchema,
  changeActionInputSchema,
  cityInputSchema,
  cityReadInputSchema,
  setCityKindInputSchema,
  withdrawCityInputSchema,
} from '@lantern/schemas/city';
import {
  ANSWERS_FOR_CITY,
  MAY_PLAN,
  MAY_PLAN_ACTIONS,
  MAY_READ_CITY,
  MAY_SEE_DAY,
} from '@lantern/schemas/day-roles';
import { editionInputSchema } from '@lantern/schemas/petition';
import { procedureFor, router } from '../../platform/trpc.ts';
import type { CitiesService } from './cities.service.ts';

/** `cities.*`: the plan of each city, for staff and for those who answer for it. Errors: see the service. */
export function createCitiesRouter(service: CitiesService) {
  const plan = procedureFor(MAY_PLAN_ACTIONS);
  const settle = procedureFor(MAY_PLAN);
  return router({
    list: procedureFor(MAY_SEE_DAY)
      .input(editionInputSchema)
      .query(({ input }) => service.list(input.edition)),
    read: procedureFor(MAY_READ_CITY)
      .input(cityReadInputSchema)
      .query(({ input, ctx }) => service.read(input, ctx.principal)),
    mine: procedureFor(ANSWERS_FOR_CITY).query(({ ctx }) => service.mine(ctx.principal)),
    addAction: plan
      .input(addActionInputSchema)
      .mutation(({ input, ctx }) => service.addAction(input, ctx.principal)),
    changeAction: plan
      .input(changeActionInputSchema)
      .mutation(({ input, ctx }) => service.changeAction(input, ctx.principal)),
    callOffAction: plan
      .input(actionInputSchema)
      .mutation(({ input, ctx }) => service.callOffAction(input, ctx.principal)),
    reinstateAction: plan
      .input(actionInputSchema)
      .mutation(({ input, ctx }) => service.reinstateAction(input, ctx.principal)),
    removeAction: plan
      .input(actionInputSchema)
      .mutation(({ input, ctx }) => service.removeAction(input, ctx.principal)),
    setKind: settle
      .input(setCityKindInputSchema)
      .mutation(({ input, ctx }) => service.setKind(input, ctx.principal)),
    withdraw: settle
      .input(withdrawCityInputSchema)
      .mutation(({ input, ctx }) => service.withdraw(input, ctx.principal)),
    rejoin: settle
      .input(cityInputSchema)
      .mutation(({ input, ctx }) => service.rejoin(input, ctx.principal)),
    hide: settle
      .input(cityInputSchema)
      .mutation(({ input, ctx }) => service.hide(input, ctx.principal)),
    show: settle
      .input(cityInputSchema)
      .mutation(({ input, ctx }) => service.show(input, ctx.principal)),
  });
}
