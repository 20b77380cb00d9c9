import { MAY_ACT_ON_DAY, MAY_BE_IN_FIELD, MAY_PLAN } from '@lantern/schemas/day-roles';
import { fieldCommandSchema } from '@lantern/schemas/field';
import {
  closeIncidentSchema,
  helpLinesInputSchema,
  onBehalfSchema,
  openWordsSchema,
  overrideSchema,
  setHelpLinesSchema,
  settleSchema,
  timelineInputSchema,
} from '@lantern/schemas/field-desk';
import { fieldKitInputSchema } from '@lantern/schemas/field-mine';
import { procedureFor, router } from '../../platform/trpc.ts';
import type { FieldDesk } from './field.desk.ts';
import type { FieldKits } from './field.kit.ts';
import type { FieldLooking } from './field.looking.ts';
import type { FieldReading } from './field.mine.ts';
import type { FieldSending } from './field.send.ts';

const inField = procedureFor(MAY_BE_IN_FIELD);
const onDay = procedureFor(MAY_ACT_ON_DAY);

/** `field.*`: check-ins, and what staff do about them; errors are said at the services' functions. */
export function createFieldRouter(
  service: FieldReading & FieldKits & FieldSending & FieldDesk & FieldLooking,
) {
  return router({
    mine: inField.query(({ ctx }) => service.mine(ctx.principal)),
    kit: inField
      .input(fieldKitInputSchema)
      // Numbers that are handed out stand in the audit log, and no GET changes anything.
      .mutation(({ input, ctx }) => service.kit(input, ctx.principal)),
    send: inField
      .input(fieldCommandSchema)
      .mutation(({ input, ctx }) => service.send(input, ctx.principal)),
    timeline: onDay
      .input(timelineInputSchema)
      .query(({ input, ctx }) => service.timeline(input, ctx.principal)),
    openWords: onDay
      .input(openWordsSchema)
      .mutation(({ input, ctx }) => service.openWords(input, ctx.principal)),
    onBehalf: onDay
      .input(onBehalfSchema)
      .mutation(({ input, ctx }) => service.onBehalf(input, ctx.principal)),
    override: onDay
      .input(overrideSchema)
      .mutation(({ input, ctx }) => service.override(input, ctx.principal)),
    settle: onDay
      .input(settleSchema)
      .mutation(({ input, ctx }) => service.settle(input, ctx.principal)),
    closeIncident: onDay
      .input(closeIncidentSchema)
      .mutation(({ input, ctx }) => service.closeIncident(input, ctx.principal)),
    helpLines: onDay
      .input(helpLinesInputSchema)
      .query(({ input, ctx }) => service.helpLines(input, ctx.principal)),
    setHelpLines: procedureFor(MAY_PLAN)
      .input(setHelpLinesSchema)
      .mutation(({ input, ctx }) => service.setHelpLines(input, ctx.principal)),
  });
}
