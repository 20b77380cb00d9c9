import { MAY_PLAN, MAY_SEE_DAY } from '@lantern/schemas/day-roles';
import {
  holdPublicationSchema,
  publicationCommandSchema,
  publishingQueueInputSchema,
} from '@lantern/schemas/publishing';
import { procedureFor, router } from '../../platform/trpc.ts';
import type { PublishingService } from './queue.ts';

/** `publishing.*`: what becomes public when; errors are said at the service's functions. */
export function createPublishingRouter(service: PublishingService) {
  const act = procedureFor(MAY_PLAN);
  return router({
    queue: procedureFor(MAY_SEE_DAY)
      .input(publishingQueueInputSchema)
      .query(({ input }) => service.queue(input.edition)),
    publishNow: act
      .input(publicationCommandSchema)
      .mutation(({ input, ctx }) => service.publishNow(input, ctx.principal)),
    hold: act
      .input(holdPublicationSchema)
      .mutation(({ input, ctx }) => service.hold(input, ctx.principal)),
  });
}
