import { MAY_BE_IN_FIELD } from '@lantern/schemas/day-roles';
import { fieldCommandSchema } from '@lantern/schemas/field';
import { fieldKitInputSchema } from '@lantern/schemas/field-mine';
import { procedureFor, router } from '../../platform/trpc.ts';
import type { FieldReading } from './field.mine.ts';
import type { FieldSending } from './field.send.ts';

const inField = procedureFor(MAY_BE_IN_FIELD);

/** `field.*`: check-ins; errors are said at the services' functions. */
export function createFieldRouter(service: FieldReading & FieldSending) {
  return router({
    mine: inField.query(({ ctx }) => service.mine(ctx.principal)),
    kit: inField
      .input(fieldKitInputSchema)
      .query(({ input, ctx }) => service.kit(input, ctx.principal)),
    send: inField
      .input(fieldCommandSchema)
      .mutation(({ input, ctx }) => service.send(input, ctx.principal)),
  });
}
