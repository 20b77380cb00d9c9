import {
  alarmCallSchema,
  alarmCommandSchema,
  alarmInputSchema,
  alarmListInputSchema,
  settleAlarmSchema,
} from '@lantern/schemas/alarms';
import { MAY_ACT_ON_DAY, MAY_SEE_DAY } from '@lantern/schemas/day-roles';
import { procedureFor, router } from '../../platform/trpc.ts';
import type { AlarmsService } from './alarms.service.ts';

const actProcedure = procedureFor(MAY_ACT_ON_DAY);

/** `alarms.*`; errors are said at the service's functions. */
export function createAlarmsRouter(service: AlarmsService) {
  return router({
    list: procedureFor(MAY_SEE_DAY)
      .input(alarmListInputSchema)
      .query(({ input, ctx }) => service.list(input.edition, ctx.principal)),
    notes: actProcedure
      .input(alarmInputSchema)
      .query(({ input, ctx }) => service.notes(input.id, ctx.principal)),
    acknowledge: actProcedure
      .input(alarmCommandSchema)
      .mutation(({ input, ctx }) => service.acknowledge(input, ctx.principal)),
    release: actProcedure
      .input(alarmCommandSchema)
      .mutation(({ input, ctx }) => service.release(input, ctx.principal)),
    settle: actProcedure
      .input(settleAlarmSchema)
      .mutation(({ input, ctx }) => service.settle(input, ctx.principal)),
    recordCall: actProcedure
      .input(alarmCallSchema)
      .mutation(({ input, ctx }) => service.recordCall(input, ctx.principal)),
    // Changes nothing but the audit log, and no GET may do even that.
    numbers: actProcedure
      .input(alarmInputSchema)
      .mutation(({ input, ctx }) => service.numbers(input.id, ctx.principal)),
  });
}
