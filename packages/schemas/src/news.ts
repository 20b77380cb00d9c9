import { z } from 'zod';
import { localeSchema } from './locale.ts';
import { NEWS_BODY_MAX, NEWS_SUBJECT_MAX, NEWS_TOPICS } from './news-terms.ts';
import { editionSlugSchema } from './petition.ts';
import { lineSchema, paragraphsSchema } from './prose.ts';

const subject = lineSchema(NEWS_SUBJECT_MAX);
const body = paragraphsSchema(NEWS_BODY_MAX);
const instant = z.iso.datetime();
const about = { commandId: z.uuid(), newsId: z.uuid() };

/** Names one news. */
export const newsInputSchema = z.object({ newsId: z.uuid() });

/** `news.pause`, `news.resume`, `news.stop`, `news.remove`. */
export const newsCommandSchema = z.object(about);

/** `news.create`. `beforeLetter`: the person knows that what became of the letter has not been told yet. */
export const createNewsInputSchema = z.object({
  commandId: z.uuid(),
  edition: editionSlugSchema.optional(),
  topic: z.enum(NEWS_TOPICS),
  beforeLetter: z.boolean().default(false),
});
export type CreateNewsInput = z.output<typeof createNewsInputSchema>;

/** `news.write`. `seen`: when the text that the person started from was written; null if there was none. */
export const writeNewsInputSchema = z.object({
  ...about,
  locale: localeSchema,
  subject,
  body,
  seen: instant.nullable(),
});
export type WriteNewsInput = z.output<typeof writeNewsInputSchema>;

/** `news.published`, and with `guarded` beside them `news.preview`. */
export const newsInLanguageSchema = z.object({ newsId: z.uuid(), locale: localeSchema });
/** `news.test`: it goes to who asks for it. */
export const testNewsInputSchema = z.object({ ...about, locale: localeSchema });

/** `news.start`. `seen`: when each language's text was written that the person read, so that no other is sent. */
export const startNewsInputSchema = z.object({ ...about, seen: z.record(localeSchema, instant) });
export type StartNewsInput = z.output<typeof startNewsInputSchema>;
