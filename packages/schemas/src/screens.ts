import { z } from 'zod';
import { editionSlugSchema } from './petition.ts';
import { lineSchema } from './prose.ts';
import { SCREEN_NAME_MAX } from './screen-terms.ts';

const commandId = z.uuid();

/** `screens.create`: where it hangs, such as "Office, Seoul". */
export const createScreenSchema = z.object({
  commandId,
  name: lineSchema(SCREEN_NAME_MAX),
  edition: editionSlugSchema,
});
export type CreateScreenInput = z.output<typeof createScreenSchema>;

/** `screens.revoke`. */
export const revokeScreenSchema = z.object({ commandId, id: z.uuid() });
export type RevokeScreenInput = z.output<typeof revokeScreenSchema>;

/** `POST /api/screen`: a link's token the first time; without one, a screen that goes on. */
export const openScreenSchema = z.object({
  token: z
    .string()
    .regex(/^[\w-]{43}$/u, 'invalid')
    .optional(),
});
