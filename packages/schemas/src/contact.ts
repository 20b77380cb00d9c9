import { z } from 'zod';
import { localeSchema } from './locale.ts';
import { editionInputSchema } from './petition.ts';
import { citySlugSchema } from './places.ts';
import { isPlainText } from './plain-text.ts';
import { emailSchema, personNameSchema } from './signature.ts';

/** What a message to the organisers is about. */
export const CONTACT_TOPICS = ['petition', 'press', 'partner', 'data', 'other'] as const;
/** As stored: one written on a city's page is for that city's people. */
export const MESSAGE_TOPICS = [...CONTACT_TOPICS, 'city'] as const;
export type MessageTopic = (typeof MESSAGE_TOPICS)[number];
export type ContactTopic = (typeof CONTACT_TOPICS)[number];

/** Longest message taken, in Unicode code points. */
export const MESSAGE_MAX = 4_000;

const messageText = z
  .string('required')
  .transform((value) => value.normalize('NFC').replaceAll(/\r\n?/gu, '\n').trim())
  .refine((value) => value.length > 0, 'required')
  .refine((value) => Array.from(value).length <= MESSAGE_MAX, 'too-long')
  .refine((value) => isPlainText(value, '\n\t'), 'invalid-characters');

/** `contact.send`. Issues carry field codes of `error-codes.ts`. */
export const contactInputSchema = z.object({
  topic: z.string('required').min(1, 'required').pipe(z.enum(CONTACT_TOPICS, 'invalid')),
  name: personNameSchema,
  email: emailSchema,
  text: messageText,
  locale: localeSchema,
  /** A field no person sees; programs fill in what they find. */
  website: z.string().max(1_000).default(''),
});
export type ContactInput = z.output<typeof contactInputSchema>;

/** `contact.sendToCity`: a message to whoever answers for a city, and the organisers. */
export const cityMessageInputSchema = contactInputSchema
  .omit({ topic: true })
  .extend({ ...editionInputSchema.shape, city: citySlugSchema });
export type CityMessageInput = z.output<typeof cityMessageInputSchema>;

/** `contact.list`: those that wait, or those that are settled. */
export const messageListInputSchema = z.object({ settled: z.boolean() });
/** `contact.read`. */
export const messageIdInputSchema = z.object({ id: z.uuid() });
/** `contact.settle`, `contact.reopen`, `contact.delete`. */
export const messageCommandSchema = messageIdInputSchema.extend({ commandId: z.uuid() });
