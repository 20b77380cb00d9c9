import { z } from 'zod';
import { editionSlugSchema } from './petition.ts';

/** Names a page of the public site shows at once. */
export const NEWEST_SUPPORTERS = 12;

/** Names one answer to staff holds at most. */
export const SUPPORTERS_LISTED = 200;

/**
 * `supporters.newest`: names of signers who chose to be shown, newest first, and nothing else about them.
 * `hidden`: staff have taken the whole list off the site.
 */
export const newestSupportersSchema = z.object({
  hidden: z.boolean(),
  names: z.array(z.string()).max(NEWEST_SUPPORTERS),
});
export type NewestSupporters = z.infer<typeof newestSupportersSchema>;

/** `supporters.list`: `search` finds parts of names, whatever their case. */
export const supportersListInputSchema = z.object({
  edition: editionSlugSchema.optional(),
  search: z.string().max(200).default(''),
});
export type SupportersListInput = z.output<typeof supportersListInputSchema>;

/** `supporters.setHidden`: takes one name off the public list, or puts it back. */
export const setSupporterHiddenInputSchema = z.object({
  commandId: z.uuid(),
  signatureId: z.uuid(),
  hidden: z.boolean(),
});
export type SetSupporterHiddenInput = z.output<typeof setSupporterHiddenInputSchema>;
