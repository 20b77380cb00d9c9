import { transaction, type Transaction } from '@lantern/db/database';
import type { ContactInput, ContactTopic } from '@lantern/schemas/contact';
import type { Locale } from '@lantern/schemas/locale';
import { DAY_MS, HOUR_MS, KEPT } from '@lantern/schemas/retention';
import { whenDatabaseFails } from '../../platform/database-faults.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { ContactDeps } from './contact.deps.ts';
import { createContactDesk, type ContactDesk } from './contact.desk.ts';
import {
  countMessages,
  deleteSettled,
  insertMessage,
  listMessages,
  readMessage,
} from './messages.repo.ts';

/** A class at one school writes in an hour; a script does it in a minute and is stopped. */
const MESSAGES_PER_NETWORK_HOUR = 30;
/** Listed at most; the rest shows as these are settled. */
const LISTED = 500;
/** Counts are by ten minutes: one span later somebody is let in again. */
const RETRY_AFTER_SECONDS = 600;

/** A message as the list shows it. */
interface ListedMessage {
  id: string;
  topic: ContactTopic;
  locale: Locale;
  name: string;
  createdAt: string;
  settledAt: string | null;
}

/** A message as it is read. */
interface OpenedMessage extends ListedMessage {
  email: string;
  text: string;
  /** Account id. */
  settledBy: string | null;
}

/** Messages to the organisers: taken from anyone, read by a few. */
export interface ContactService extends ContactDesk {
  /**
   * Takes a message; the same words again within a day are taken for the same message. Throws
   * `too-many-requests`, `unavailable`, and `conflict` where a field was filled that no person sees.
   */
  send(message: ContactInput, origin: { networkHash: Buffer }): Promise<void>;
  /** The newest of a kind, and how many there are of both. */
  list(settled: boolean): Promise<{ messages: ListedMessage[]; waiting: number; settled: number }>;
  /** Throws `not-found`. */
  read(id: string): Promise<OpenedMessage>;
  waiting(): Promise<{ messages: number }>;
  /** Deletes what was settled long enough ago; a job. */
  forgetSettled(now: Date): Promise<number>;
}

export function createContactService(deps: ContactDeps): ContactService {
  const { pool, keyring, clock } = deps;
  return {
    send: async (message, { networkHash }) => {
      // A browser that fills in forms by itself may have done it: pressing again, with the field empty
      // once more, goes through.
      if (message.website !== '') throw new DomainError('conflict');
      // The page shows the form again, filled in, for a fault that has a code.
      await whenDatabaseFails(transaction(pool, (tx) => take(tx, { deps, message, networkHash })));
    },
    list: async (settled) => {
      const [rows, counts] = await Promise.all([
        listMessages(pool, { settled, limit: LISTED }),
        countMessages(pool),
      ]);
      return { messages: rows.map((row) => listed(row, keyring)), ...counts };
    },
    read: async (id) => {
      const row = await readMessage(pool, id);
      if (!row) throw new DomainError('not-found');
      return {
        ...listed(row, keyring),
        email: keyring.open(row.emailSealed, id),
        text: keyring.open(row.textSealed, id),
        settledBy: row.settledBy,
      };
    },
    waiting: async () => ({ messages: (await countMessages(pool)).waiting }),
    forgetSettled: (now) =>
      deleteSettled(pool, new Date(now.getTime() - KEPT.settledMessageDays * DAY_MS)),
    ...createContactDesk({ ...deps, now: () => clock.now() }),
  };
}

interface Taking {
  deps: ContactDeps;
  message: ContactInput;
  networkHash: Buffer;
}

async function take(tx: Transaction, { deps, message, networkHash }: Taking): Promise<void> {
  const { keyring, clock, newId, countCall } = deps;
  const now = clock.now();
  const limit = deps.messagesPerNetworkHour ?? MESSAGES_PER_NETWORK_HOUR;
  const calls = { kind: 'contact-network', key: networkHash, withinMs: HOUR_MS, now } as const;
  if ((await countCall(tx, calls)) > limit)
    throw new DomainError('too-many-requests', { retryAfterSeconds: RETRY_AFTER_SECONDS });
  const { topic, locale, name, email, text } = message;
  // A second press without JavaScript is a second request; the words tell that it is the same message.
  const key = keyring.hash('snapshot-hash', 'contact', topic, name, email, text);
  const withinMs = KEPT.networkHours * HOUR_MS;
  if ((await countCall(tx, { kind: 'contact-same', key, withinMs, now })) > 1) return;
  const id = newId();
  await insertMessage(tx, {
    id,
    topic,
    locale,
    nameSealed: keyring.seal(name, id),
    emailSealed: keyring.seal(email, id),
    textSealed: keyring.seal(text, id),
    createdAt: now,
  });
}

type ListedRow = Awaited<ReturnType<typeof listMessages>>[number];

function listed(row: ListedRow, keyring: ContactDeps['keyring']): ListedMessage {
  return {
    id: row.id,
    topic: row.topic,
    locale: row.locale,
    name: keyring.open(row.nameSealed, row.id),
    createdAt: row.createdAt.toISOString(),
    settledAt: row.settledAt?.toISOString() ?? null,
  };
}
