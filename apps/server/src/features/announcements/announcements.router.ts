import {
  announcementInputSchema,
  announcementListInputSchema,
  announcementPreviewSchema,
  readAnnouncementSchema,
  replyAnnouncementSchema,
  sendAnnouncementSchema,
} from '@lantern/schemas/announcements';
import { MAY_ACT_ON_DAY, MAY_BE_IN_FIELD } from '@lantern/schemas/day-roles';
import { procedureFor, router } from '../../platform/trpc.ts';
import type { AnnouncementsService } from './announcements.service.ts';

const staffProcedure = procedureFor(MAY_ACT_ON_DAY);
const ownProcedure = procedureFor(MAY_BE_IN_FIELD);

/** `announcements.*`; errors are said at the service's functions. */
export function createAnnouncementsRouter(service: AnnouncementsService) {
  return router({
    list: staffProcedure
      .input(announcementListInputSchema)
      .query(({ input, ctx }) => service.list(input.edition, ctx.principal)),
    preview: staffProcedure
      .input(announcementPreviewSchema)
      .query(({ input, ctx }) => service.preview(input, ctx.principal)),
    receipts: staffProcedure
      .input(announcementInputSchema)
      .query(({ input, ctx }) => service.receipts(input.id, ctx.principal)),
    send: staffProcedure
      .input(sendAnnouncementSchema)
      .mutation(({ input, ctx }) => service.send(input, ctx.principal)),
    mine: ownProcedure
      .input(announcementListInputSchema)
      .query(({ input, ctx }) => service.mine(input.edition, ctx.principal.accountId)),
    read: ownProcedure
      .input(readAnnouncementSchema)
      .mutation(({ input, ctx }) => service.read(input, ctx.principal.accountId)),
    reply: ownProcedure
      .input(replyAnnouncementSchema)
      .mutation(({ input, ctx }) => service.reply(input, ctx.principal.accountId)),
  });
}
