import { z } from 'zod';

/** Acts for which one person's word is not enough once there are two administrators. */
export const TWO_PERSON_ACTS = [
  'invite',
  'change-role',
  'unfreeze',
  'accept-application',
  'reinvite',
] as const;
export type TwoPersonActName = (typeof TWO_PERSON_ACTS)[number];

/** The second person's word on a request. */
export const decideInputSchema = z.object({
  commandId: z.uuid(),
  id: z.uuid(),
  verdict: z.enum(['approved', 'refused']),
});
