import { z } from 'zod';

const base64url = (bytes: number) =>
  z
    .string()
    .regex(/^[\w-]+=*$/u, 'invalid')
    .refine((value) => Math.floor((value.replaceAll('=', '').length * 3) / 4) === bytes, 'invalid');

/** `push.subscribe`: what `PushSubscription.toJSON()` answers. */
export const subscribeInputSchema = z.object({
  endpoint: z.url('invalid').max(2_000, 'invalid'),
  keys: z.object({ p256dh: base64url(65), auth: base64url(16) }),
});
export type SubscribeInput = z.output<typeof subscribeInputSchema>;

/** `push.unsubscribe`. */
export const unsubscribeInputSchema = subscribeInputSchema.pick({ endpoint: true });
/** `push.test`. */
export const pushTestSchema = z.object({ commandId: z.uuid() });
