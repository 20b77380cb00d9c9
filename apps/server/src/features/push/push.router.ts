import {
  pushTestSchema,
  subscribeInputSchema,
  unsubscribeInputSchema,
} from '@lantern/schemas/push-subscription';
import { procedureFor, router } from '../../platform/trpc.ts';
import type { PushService } from './push.service.ts';

const ownProcedure = procedureFor('signed-in');

/** `push.*`: each person's own browsers; errors are said at the service's functions. */
export function createPushRouter(service: PushService) {
  return router({
    key: ownProcedure.query(() => ({ publicKey: service.publicKey })),
    subscribe: ownProcedure
      .input(subscribeInputSchema)
      .mutation(({ input, ctx }) => service.subscribe(input, ctx.principal.accountId)),
    unsubscribe: ownProcedure
      .input(unsubscribeInputSchema)
      .mutation(({ input, ctx }) => service.unsubscribe(input.endpoint, ctx.principal.accountId)),
    test: ownProcedure
      .input(pushTestSchema)
      .mutation(({ input, ctx }) => service.test(input.commandId, ctx.principal.accountId)),
  });
}
