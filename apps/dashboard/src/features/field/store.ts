import type { Reply as AnnouncementReply } from '@lantern/schemas/announcement-terms';
import type { FieldCommandInput } from '@lantern/schemas/field';
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

const NAME = 'lantern-field';
const VERSION = 1;

/** An answer to an announcement; it waits beside what is said of a city. */
export interface Reply extends Pick<
  FieldCommandInput,
  'commandId' | 'edition' | 'city' | 'actor' | 'deviceAt' | 'offsetMs'
> {
  kind: 'reply';
  /** The announcement's id. */
  announcement: string;
  reply: AnnouncementReply;
}

/** What can wait on the phone. */
export type Command = FieldCommandInput | Reply;

/** A command as it waits: in the order people acted, whole, until its receipt. */
export interface Item {
  /** The phone's own order; given by the store. */
  order: number;
  commandId: string;
  /** The account that made it. */
  actor: string;
  /** `edition/city`: what is sent in order. */
  lane: string;
  command: Command;
  /** Not before this, ms by the device's clock: time to undo. Kept, so that it survives closing. */
  sendAfter: number | null;
  /** Why the server refused it; it then stays until its maker mends or discards it. */
  refused: string | null;
  /** How often it was tried without a receipt. */
  tries: number;
}

/** What is left of an item once it is received: which, when, and that it was. No word, no outcome. */
export interface Received {
  commandId: string;
  actor: string;
  lane: string;
  /** The command's kind; of a step, which. */
  what: string;
  actionId: string | null;
  deviceAt: string;
  receivedAt: string;
  happenedAt: string;
}

interface Schema extends DBSchema {
  items: { key: number; value: Item; indexes: { commandId: string } };
  received: { key: string; value: Received };
  /** What is shown without a network, by name. */
  kept: { key: string; value: unknown };
}

export type Store = IDBPDatabase<Schema>;

/** Opens what the phone keeps. A later version adds beside what is there: the queue outlives every update. */
export function openStore(): Promise<Store> {
  return openDB<Schema>(NAME, VERSION, {
    upgrade(db, before) {
      if (before >= 1) return;
      const items = db.createObjectStore('items', { keyPath: 'order', autoIncrement: true });
      items.createIndex('commandId', 'commandId', { unique: true });
      db.createObjectStore('received', { keyPath: 'commandId' });
      db.createObjectStore('kept');
    },
    // A newer version of the app, or a wipe, in another tab: this one must not hold it up.
    blocking: (_now, _wanted, event) => {
      if (event.target instanceof IDBDatabase) event.target.close();
    },
  });
}

export const STORE_NAME = NAME;
