import { transaction, type Transaction } from '@lantern/db/database';
import type { CityMessageInput, ContactInput, MessageTopic } from '@lantern/schemas/contact';
import { MAY_READ_MESSAGES } from '@lantern/schemas/contact-roles';
import type { Locale } from '@lantern/schemas/locale';
import { DAY_MS, HOUR_MS, KEPT } from '@lantern/schemas/retention';
import { whenDatabaseFails } from '../../platform/database-faults.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { Principal } from '../../platform/trpc.ts';
import type { ContactDeps } from './contact.deps.ts';
import { createContactDesk, type DeskOf } from './contact.desk.ts';
import {
  countMessages,
  deleteSettled,
  insertMessage,
  isPublicCity,
  listMessages,
  readMessage,
  type Readable,
  type StoredMessage,
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
  topic: MessageTopic;
  locale: Locale;
  name: string;
  createdAt: string;
  settledAt: string | null;
  /** Slug of the city whose people it is for. */
  city: string | null;
}

/** A message as it is read. */
interface OpenedMessage extends ListedMessage {
  email: string;
  text: string;
  /** Account id. */
  settledBy: string | null;
}

/** Who looks: staff read all, a city's people what was written to their cities. */
type Reader = Pick<Principal, 'accountId' | 'role'>;

const readableBy = ({ accountId, role }: Reader): Readable =>
  MAY_READ_MESSAGES.includes(role) ? null : accountId;

const actorOf = (reader: Reader) => ({
  accountId: reader.accountId,
  readable: readableBy(reader),
});

/** Messages to the organisers and to cities: taken from anyone, read by a few. */
export interface ContactService extends DeskOf<Reader> {
  /**
   * Takes a message; the same words again within a day are taken for the same message. Throws
   * `too-many-requests`, `unavailable`, and `conflict` where a field was filled that no person sees.
   */
  send(message: ContactInput, origin: { networkHash: Buffer }): Promise<void>;
  /** The same for a city's people; also `not-found` where nobody may know of the city, and `edition-unknown`. */
  sendToCity(message: CityMessageInput, origin: { networkHash: Buffer }): Promise<void>;
  /** The newest of a kind, and how many there are of both, as far as the reader may read them. */
  list(
    settled: boolean,
    reader: Reader,
  ): Promise<{ messages: ListedMessage[]; waiting: number; settled: number }>;
  /** Throws `not-found`. */
  read(id: string, reader: Reader): Promise<OpenedMessage>;
  waiting(reader: Reader): Promise<{ messages: number }>;
  /** Deletes what was settled long enough ago; a job. */
  forgetSettled(now: Date): Promise<number>;
}

export function createContactService(deps: ContactDeps): ContactService {
  const { pool, keyring, clock } = deps;
  const desk = createContactDesk({ ...deps, now: () => clock.now() });
  return {
    send: (message, { networkHash }) =>
      takeOnce(deps, { message: { ...message, city: null }, networkHash }),
    sendToCity: async ({ city, edition, ...message }, { networkHash }) => {
      const { id: editionId } = await deps.editionFor(edition);
      const to = { editionId, slug: city };
      if (!(await whenDatabaseFails(isPublicCity(pool, to)))) throw new DomainError('not-found');
      await takeOnce(deps, { message: { ...message, topic: 'city', city: to }, networkHash });
    },
    list: async (settled, reader) => {
      const readable = readableBy(reader);
      const [rows, counts] = await Promise.all([
        listMessages(pool, { settled, limit: LISTED, readable }),
        countMessages(pool, readable),
      ]);
      return { messages: rows.map((row) => listed(row, keyring)), ...counts };
    },
    read: async (id, reader) => {
      const row = await readMessage(pool, id, readableBy(reader));
      if (!row) throw new DomainError('not-found');
      return {
        ...listed(row, keyring),
        email: keyring.open(row.emailSealed, id),
        text: keyring.open(row.textSealed, id),
        settledBy: row.settledBy,
      };
    },
    waiting: async (reader) => ({
      messages: (await countMessages(pool, readableBy(reader))).waiting,
    }),
    forgetSettled: (now) =>
      deleteSettled(pool, new Date(now.getTime() - KEPT.settledMessageDays * DAY_MS)),
    settle: (command, reader) => desk.settle(command, actorOf(reader)),
    reopen: (command, reader) => desk.reopen(command, actorOf(reader)),
    delete: (command, reader) => desk.delete(command, actorOf(reader)),
  };
}

interface Taking {
  message: Omit<ContactInput, 'topic'> & { topic: MessageTopic; city: StoredMessage['city'] };
  networkHash: Buffer;
}

async function takeOnce(deps: ContactDeps, taking: Taking): Promise<void> {
  // A browser that fills in forms by itself may have done it: pressing again, with the field empty
  // once more, goes through.
  if (taking.message.website !== '') throw new DomainError('conflict');
  // The page shows the form again, filled in, for a fault that has a code.
  await whenDatabaseFails(transaction(deps.pool, (tx) => take(tx, deps, taking)));
}

async function take(
  tx: Transaction,
  deps: ContactDeps,
  { message, networkHash }: Taking,
): Promise<void> {
  const { keyring, clock, newId, countCall } = deps;
  const now = clock.now();
  const limit = deps.messagesPerNetworkHour ?? MESSAGES_PER_NETWORK_HOUR;
  const calls = { kind: 'contact-network', key: networkHash, withinMs: HOUR_MS, now } as const;
  if ((await countCall(tx, calls)) > limit)
    throw new DomainError('too-many-requests', { retryAfterSeconds: RETRY_AFTER_SECONDS });
  const { topic, locale, name, email, text, city } = message;
  // A second press without JavaScript is a second request; the words tell that it is the same message.
  const key = keyring.hash('snapshot-hash', 'contact', city?.slug ?? topic, name, email, text);
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
    city,
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
    city: row.city,
  };
}
