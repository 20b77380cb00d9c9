import {
  createNewsInputSchema,
  newsCommandSchema,
  newsInLanguageSchema,
  newsInputSchema,
  startNewsInputSchema,
  testNewsInputSchema,
  writeNewsInputSchema,
} from '@lantern/schemas/news';
import {
  MAY_PAUSE_NEWS,
  MAY_READ_NEWS,
  MAY_SEND_NEWS,
  MAY_WRITE_NEWS,
} from '@lantern/schemas/news-roles';
import { editionInputSchema } from '@lantern/schemas/petition';
import { z } from 'zod';
import { freshProcedureFor, procedureFor, publicProcedure, router } from '../../platform/trpc.ts';
import type { NewsService } from './news.service.ts';

const previewSchema = newsInLanguageSchema.extend({ guarded: z.boolean().default(false) });
const reading = procedureFor(MAY_READ_NEWS);
const writing = procedureFor(MAY_WRITE_NEWS);
const sending = procedureFor(MAY_SEND_NEWS);

/** `news.*`: `published` for everyone, the rest for staff; errors are said at the service's functions. */
export function createNewsRouter(service: NewsService) {
  return router({
    published: publicProcedure
      .input(newsInLanguageSchema)
      .query(({ input }) => service.published(input)),
    list: reading.input(editionInputSchema).query(({ input }) => service.list(input.edition)),
    read: reading.input(newsInputSchema).query(({ input }) => service.read(input.newsId)),
    progress: reading.input(newsInputSchema).query(({ input }) => service.progress(input.newsId)),
    preview: reading.input(previewSchema).query(async ({ input }) => {
      // The HTML has an address of its own, where it can do nothing (news.routes.ts).
      const { subject, text } = await service.preview(input);
      return { subject, text };
    }),
    create: writing
      .input(createNewsInputSchema)
      .mutation(({ input, ctx }) => service.create(input, ctx.principal)),
    write: writing
      .input(writeNewsInputSchema)
      .mutation(({ input, ctx }) => service.write(input, ctx.principal)),
    remove: writing
      .input(newsCommandSchema)
      .mutation(({ input, ctx }) => service.remove(input, ctx.principal)),
    test: writing
      .input(testNewsInputSchema)
      .mutation(({ input, ctx }) => service.test(input, ctx.principal)),
    // No mail comes back: a stolen session must not write to everyone in the coalition's name.
    start: freshProcedureFor(MAY_SEND_NEWS)
      .input(startNewsInputSchema)
      .mutation(({ input, ctx }) => service.start(input, ctx.principal)),
    pause: procedureFor(MAY_PAUSE_NEWS)
      .input(newsCommandSchema)
      .mutation(({ input, ctx }) => service.pause(input, ctx.principal)),
    resume: sending
      .input(newsCommandSchema)
      .mutation(({ input, ctx }) => service.resume(input, ctx.principal)),
    stop: sending
      .input(newsCommandSchema)
      .mutation(({ input, ctx }) => service.stop(input, ctx.principal)),
  });
}
