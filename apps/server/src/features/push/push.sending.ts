import { localeSchema } from '@lantern/schemas/locale';
import { PUSH_KINDS, type PushKind, type PushPayload } from '@lantern/schemas/push';
import { z } from 'zod';
import { encryptPush, type BrowserKeys } from './push-cipher.ts';
import { isPushAddress } from './push-hosts.ts';
import type { PushDeps } from './push.deps.ts';
import { dropSubscription, markFailed, readSubscription } from './push.repo.ts';
import type { Vapid } from './vapid.ts';

/** A push that waits: which browser, and why. */
export const pushJobSchema = z.object({
  subscriptionId: z.uuid(),
  kind: z.enum(PUSH_KINDS),
  rehearsal: z.boolean(),
});
export type PushJob = z.infer<typeof pushJobSchema>;

/** What is sealed of a subscription. */
const detailsSchema = z.object({
  endpoint: z.string(),
  p256dh: z.string(),
  auth: z.string(),
});

/** What became of a push. `again`: the push service was not to be had. */
type Sent = 'sent' | 'gone' | 'refused' | 'again';

/** A push that is not answered by then is tried again. */
const ANSWER_WITHIN_MS = 8_000;
/** How long a push service keeps it for a phone that is off, seconds; older ones could only confuse. */
const KEPT_SECONDS = 3_600;
/** Every payload has this length before it is encrypted. */
const PLAIN_BYTES = 512;

const FIELD = '/dashboard/field';
const PAGES = {
  alarm: '/dashboard/alarms',
  message: FIELD,
  test: '/dashboard/account',
} as const satisfies Record<PushKind, string>;

/** Sends one push to one browser. */
export function createSending(deps: PushDeps, vapid: Vapid) {
  const { pool, keyring, clock, local } = deps;
  return async ({ subscriptionId, kind, rehearsal }: PushJob): Promise<Sent> => {
    const found = await readSubscription(pool, subscriptionId);
    if (!found) return 'gone';
    const opened = keyring.open(found.detailsSealed, subscriptionId);
    const { endpoint, p256dh, auth } = detailsSchema.parse(JSON.parse(opened));
    // A list that was shortened since holds for what was stored before as well.
    if (!isPushAddress(endpoint, { local })) return 'refused';
    const locale = localeSchema.catch('en').parse(found.locale);
    const path = found.answersForCity ? FIELD : PAGES[kind];
    const payload: PushPayload = { kind, locale, path, tag: kind, rehearsal };
    const keys = { p256dh: Buffer.from(p256dh, 'base64url'), auth: Buffer.from(auth, 'base64url') };
    const body = encrypted(Buffer.from(JSON.stringify(payload)), keys);
    if (!body) {
      await dropSubscription(pool, subscriptionId);
      return 'gone';
    }
    const sent = await post(new URL(endpoint), {
      body,
      kind,
      authorization: vapid.authorization(new URL(endpoint), clock.now()),
    });
    if (sent === 'gone') await dropSubscription(pool, subscriptionId);
    else if (sent !== 'sent') await markFailed(pool, subscriptionId, clock.now());
    return sent;
  };
}

/** Null for keys that are no browser's: 65 bytes need not be a point of the curve. */
function encrypted(plain: Buffer, keys: BrowserKeys): Buffer | null {
  try {
    return encryptPush(plain, keys, { fillTo: PLAIN_BYTES });
  } catch {
    return null;
  }
}

async function post(
  endpoint: URL,
  { body, kind, authorization }: { body: Buffer; kind: PushKind; authorization: string },
): Promise<Sent> {
  try {
    const answer = await fetch(endpoint, {
      method: 'POST',
      body: new Uint8Array(body),
      // Or a push service could send the server on to a door it may not knock at.
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      headers: {
        authorization,
        'content-encoding': 'aes128gcm',
        'content-type': 'application/octet-stream',
        ttl: String(KEPT_SECONDS),
        urgency: 'high',
        // Of several that wait for a phone that is off, the last is enough.
        topic: kind,
      },
    });
    await answer.body?.cancel();
    return outcomeOf(answer.status);
  } catch {
    // What it was is of no use to anybody, and its words may hold the address.
    return 'again';
  }
}

function outcomeOf(status: number): Sent {
  if (status >= 200 && status < 300) return 'sent';
  if (status === 404 || status === 410) return 'gone';
  return status === 429 || status >= 500 ? 'again' : 'refused';
}
