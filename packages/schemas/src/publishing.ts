import { z } from 'zod';
import { ACTION_KINDS, OUTCOMES } from './action.ts';
import { instantSchema } from './day.ts';
import { editionInputSchema } from './petition.ts';

/** What can become public of a city: its people are there, what became of an action, that it is called off. */
export const PUBLICATIONS = ['there', 'outcome', 'called-off', 'plan'] as const;

/** Why something is not out: its time has not come, or staff hold it, stopped all, hid the city; or two disagree. */
export const WAITS_FOR = ['time', 'held', 'paused', 'hidden', 'disputed'] as const;

export const publishingQueueInputSchema = editionInputSchema;

/** `publishing.queue`: what will go out when, by the edition's clock. */
export const publishingQueueSchema = z.object({
  paused: z.boolean(),
  rows: z.array(
    z.object({
      id: z.uuid(),
      city: z.string(),
      name: z.object({ en: z.string(), ko: z.string(), 'zh-Hans': z.string() }),
      /** IANA zone of the city. */
      timezone: z.string(),
      actionKind: z.enum(ACTION_KINDS).nullable(),
      what: z.enum(PUBLICATIONS),
      actionId: z.uuid().nullable(),
      outcome: z.enum(OUTCOMES).nullable(),
      dueAt: instantSchema,
      waitsFor: z.enum(WAITS_FOR),
    }),
  ),
});
export type PublishingQueue = z.infer<typeof publishingQueueSchema>;

/** `publishing.publishNow`. */
export const publicationCommandSchema = z.object({ commandId: z.uuid(), id: z.uuid() });
export type PublicationCommand = z.output<typeof publicationCommandSchema>;

/** `publishing.hold`: held until staff say otherwise; let go, it goes out when it is due. */
export const holdPublicationSchema = publicationCommandSchema.extend({ held: z.boolean() });
export type HoldPublication = z.output<typeof holdPublicationSchema>;
