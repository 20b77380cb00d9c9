import { z } from 'zod';
import { ANNOUNCEMENT_MAX, AUDIENCES, REPLIES } from './announcement-terms.ts';
import { localeSchema } from './locale.ts';
import { editionInputSchema } from './petition.ts';
import { isPlainText } from './plain-text.ts';
import { REGIONS } from './region.ts';

const text = z
  .string('required')
  .transform((value) => value.normalize('NFC').replaceAll(/\r\n?/gu, '\n').trim())
  .refine((value) => value.length > 0, 'required')
  .refine((value) => Array.from(value).length <= ANNOUNCEMENT_MAX, 'too-long')
  .refine((value) => isPlainText(value, '\n\t'), 'invalid-characters');

/** Whom an announcement is for: everybody, a region's people, a city's people. */
export const audienceSchema = z.discriminatedUnion('audience', [
  z.object({ audience: z.literal(AUDIENCES[0]), target: z.null() }),
  z.object({ audience: z.literal(AUDIENCES[1]), target: z.enum(REGIONS, 'invalid') }),
  z.object({
    audience: z.literal(AUDIENCES[2]),
    target: z.string().regex(/^[a-z0-9-]{1,64}$/u, 'invalid'),
  }),
]);
export type Audience = z.output<typeof audienceSchema>;

/** `announcements.list`, `announcements.mine`. */
export const announcementListInputSchema = editionInputSchema;
/** `announcements.preview`: whom it would reach. */
export const announcementPreviewSchema = editionInputSchema.and(audienceSchema);
/** `announcements.send`. Nothing about it can be changed afterwards. */
export const sendAnnouncementSchema = editionInputSchema
  .extend({
    commandId: z.uuid(),
    text,
    /** In which it is written; it is shown as it is, marked so. */
    locale: localeSchema,
    /** Asks for "safe" or "need help". */
    asksReply: z.boolean(),
  })
  .and(audienceSchema);
export type SendAnnouncement = z.output<typeof sendAnnouncementSchema>;

/** `announcements.figures`. */
export const announcementInputSchema = z.object({ id: z.uuid() });
/** `announcements.read`: one's own mark; again is as good as once. */
export const readAnnouncementSchema = announcementInputSchema.extend({ commandId: z.uuid() });
/** `announcements.reply`; the last one holds. */
export const replyAnnouncementSchema = readAnnouncementSchema.extend({ reply: z.enum(REPLIES) });
export type ReplyAnnouncement = z.output<typeof replyAnnouncementSchema>;
