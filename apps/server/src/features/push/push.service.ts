import { transaction, type Transaction } from '@lantern/db/database';
import type { PushKind } from '@lantern/schemas/push';
import type { SubscribeInput } from '@lantern/schemas/push-subscription';
import { runOnce } from '../../platform/commands.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { onTransaction } from '../../platform/jobs-database.ts';
import { isPushAddress } from './push-hosts.ts';
import type { PushDeps } from './push.deps.ts';
import { dropOldest, dropOwn, keepSubscription, subscriptionsOf } from './push.repo.ts';
import { createSending, pushJobSchema, type PushJob } from './push.sending.ts';
import { createVapid } from './vapid.ts';

const QUEUE = 'push';
/** Browsers of one account; the oldest is forgotten beyond. */
const BROWSERS_MOST = 10;
/** An alarm that could not be told for this long is told by mail, and by what is on the screens. */
const WORTH_SECONDS = 900;
/** Longer than a push service is waited for, so that no push is held by two. */
const CLAIM_SECONDS = 20;
const AT_ONCE = 20;

/** Whom to wake, and why. */
interface PushToSend {
  accountIds: readonly string[];
  kind: PushKind;
  rehearsal: boolean;
}

/** Wakes people's browsers. */
export interface PushService {
  /** What browsers subscribe with. */
  publicKey: string;
  /** A browser of this person may be woken. Throws `invalid-input` for an address of no known push service. */
  subscribe(input: SubscribeInput, accountId: string): Promise<null>;
  unsubscribe(endpoint: string, accountId: string): Promise<null>;
  /** Wakes one's own browsers; answers how many there are. */
  test(commandId: string, accountId: string): Promise<{ browsers: number }>;
  /** Wakes these people's browsers if and only if the transaction commits. */
  enqueue(tx: Transaction, push: PushToSend): Promise<void>;
  /** Lets this node send; after the jobs were started. */
  start(): Promise<void>;
}

export function createPushService(deps: PushDeps): PushService {
  const { pool, keyring, clock, newId, local, jobs } = deps;
  const vapid = createVapid(keyring, deps.publicOrigin);
  const send = createSending(deps, vapid);
  const hashOf = (endpoint: string) => keyring.hash('push', 'endpoint', endpoint);
  const enqueue: PushService['enqueue'] = async (tx, { accountIds, kind, rehearsal }) => {
    if (accountIds.length === 0) return;
    const found = await subscriptionsOf(tx, accountIds);
    if (found.length === 0) return;
    await jobs.boss.insert(
      QUEUE,
      found.map(({ id }) => ({ data: { subscriptionId: id, kind, rehearsal } satisfies PushJob })),
      { db: onTransaction(tx) },
    );
  };
  return {
    publicKey: vapid.publicKey,
    enqueue,
    subscribe: async ({ endpoint, keys }, accountId) => {
      if (!isPushAddress(endpoint, { local })) throw new DomainError('invalid-input');
      const id = newId();
      const details = JSON.stringify({ endpoint, ...keys });
      await transaction(pool, async (tx) => {
        await keepSubscription(tx, {
          id,
          accountId,
          endpointHash: hashOf(endpoint),
          detailsSealed: keyring.seal(details, id),
          at: clock.now(),
        });
        await dropOldest(tx, accountId, BROWSERS_MOST);
      });
      return null;
    },
    unsubscribe: async (endpoint, accountId) => {
      await dropOwn(pool, accountId, hashOf(endpoint));
      return null;
    },
    test: (commandId, accountId) => {
      const command = {
        commandId,
        actor: accountId,
        name: 'push.test',
        body: {},
        now: clock.now(),
      };
      return transaction(pool, (tx) =>
        runOnce(tx, command, async () => {
          await enqueue(tx, { accountIds: [accountId], kind: 'test', rehearsal: false });
          return { browsers: (await subscriptionsOf(tx, [accountId])).length };
        }),
      );
    },
    start: () => startWorker(deps, send),
  };
}

async function startWorker(
  { jobs: { boss } }: PushDeps,
  send: ReturnType<typeof createSending>,
): Promise<void> {
  const options = {
    expireInSeconds: CLAIM_SECONDS,
    retryLimit: 8,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 120,
    retentionSeconds: WORTH_SECONDS,
    deleteAfterSeconds: WORTH_SECONDS,
  };
  await boss.createQueue(QUEUE, options);
  await boss.updateQueue(QUEUE, options);
  const polling = { pollingIntervalSeconds: 1, batchSize: AT_ONCE, perJobResults: true } as const;
  await boss.work(QUEUE, polling, (batch) =>
    Promise.all(
      batch.map(async ({ id, data }) => {
        // One that cannot be sent holds up nobody else's alarm.
        const sent = await send(pushJobSchema.parse(data)).catch(() => 'again' as const);
        return { id, status: sent === 'again' ? ('failed' as const) : ('completed' as const) };
      }),
    ),
  );
}
