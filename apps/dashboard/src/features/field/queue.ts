import type { FieldReceipt } from '@lantern/schemas/field';
import type { Command, Item, Received, Store } from './store.ts';

/** Most time that an undo can be waited for; a clock that was set back must not hold an item for hours. */
const UNDO_MS = 10_000;

/** Written to the disk before anything is said of it: a phone that dies then has it still. */
const STRICT = { durability: 'strict' } as const;

/** What waits on this phone. Every change is one transaction of its own. */
export interface Queue {
  add: (command: Command, options?: { undoable?: boolean }) => Promise<void>;
  items: () => Promise<Item[]>;
  received: () => Promise<Received[]>;
  /** Takes an item back as long as it has not left; false: too late. */
  undo: (commandId: string) => Promise<boolean>;
  discard: (commandId: string) => Promise<void>;
  /** Puts a mended command in the place of a refused one. */
  mend: (commandId: string, command: Command) => Promise<void>;
  /** Marks that it is about to leave, so that it cannot be undone any more; null: it is gone. */
  leaves: (commandId: string) => Promise<Item | null>;
  settle: (item: Item, receipt: FieldReceipt) => Promise<void>;
  refuse: (commandId: string, code: string) => Promise<void>;
}

export interface QueueDeps {
  store: Store;
  now: () => number;
  /** Told after every change. */
  changed: () => void;
}

export const laneOf = ({ edition, city }: { edition: string; city: string }) =>
  `${edition}/${city}`;

/** Whether an item may leave by now. */
export function isDue({ sendAfter }: Pick<Item, 'sendAfter'>, now: number): boolean {
  return sendAfter === null || sendAfter <= now || sendAfter > now + UNDO_MS;
}

export function createQueue({ store, now, changed }: QueueDeps): Queue {
  const write = () => store.transaction('items', 'readwrite', STRICT);
  /** Finds an item by its command and changes it, all in one transaction. */
  const change = async (commandId: string, next: (item: Item) => Item | 'delete' | 'keep') => {
    const tx = write();
    const found = await tx.store.index('commandId').get(commandId);
    const outcome = found ? next(found) : 'keep';
    if (found && outcome === 'delete') await tx.store.delete(found.order);
    else if (outcome !== 'keep' && outcome !== 'delete') await tx.store.put(outcome);
    await tx.done;
    return { found: found ?? null, changed: outcome !== 'keep' };
  };
  const told = async <T>(work: Promise<T>): Promise<T> => {
    const done = await work;
    changed();
    return done;
  };
  const put = async (command: Command, sendAfter: number | null) => {
    const tx = write();
    await tx.store.add(freshItem(command, sendAfter));
    await tx.done;
  };

  return {
    add: (command, { undoable = false } = {}) =>
      told(put(command, undoable ? now() + UNDO_MS : null)),
    items: () => store.getAll('items'),
    received: () => store.getAll('received'),
    undo: async (commandId) => {
      const gone = await told(
        change(commandId, (item) => (item.tries === 0 && !isDue(item, now()) ? 'delete' : 'keep')),
      );
      return gone.changed;
    },
    discard: async (commandId) => {
      await told(change(commandId, () => 'delete'));
    },
    mend: (commandId, command) => told(replace(store, commandId, freshItem(command, null))),
    leaves: async (commandId) => {
      const { found, changed: leaving } = await change(commandId, (item) =>
        item.refused === null && isDue(item, now())
          ? { ...item, tries: item.tries + 1, sendAfter: null }
          : 'keep',
      );
      return leaving ? found : null;
    },
    settle: (item, receipt) => told(settle(store, item, receipt)),
    refuse: async (commandId, code) => {
      await told(change(commandId, (item) => ({ ...withoutPin(item), refused: code })));
    },
  };
}

/** It was wrong or is of no use: a PIN stays on the phone no longer than it must. */
function withoutPin(item: Item): Item {
  const { command } = item;
  return command.kind === 'safe-home' ? { ...item, command: { ...command, pin: '' } } : item;
}

/** `order` is the store's to give. */
function freshItem(command: Command, sendAfter: number | null): Item {
  const { commandId, actor } = command;
  const item: Omit<Item, 'order'> = {
    commandId,
    actor,
    // Nothing of a city's holds up a call for help, and the other way round.
    lane: command.kind === 'reply' ? command.announcement : laneOf(command),
    command,
    sendAfter,
    refused: null,
    tries: 0,
  };
  return item as Item;
}

async function replace(store: Store, commandId: string, item: Item): Promise<void> {
  const tx = store.transaction('items', 'readwrite', STRICT);
  const before = await tx.store.index('commandId').get(commandId);
  if (before) {
    await tx.store.delete(before.order);
    await tx.store.add(item);
  }
  await tx.done;
}

/** The item goes and its mark stays, or neither. */
async function settle(store: Store, item: Item, receipt: FieldReceipt): Promise<void> {
  const tx = store.transaction(['items', 'received'], 'readwrite', STRICT);
  const items = tx.objectStore('items');
  const found = await items.index('commandId').get(item.commandId);
  if (found) await items.delete(found.order);
  await tx.objectStore('received').put(markOf(item, receipt));
  await tx.done;
}

function markOf({ commandId, actor, lane, command }: Item, receipt: FieldReceipt): Received {
  return {
    commandId,
    actor,
    lane,
    what: command.kind === 'step' ? command.step : command.kind,
    actionId: 'actionId' in command ? command.actionId : null,
    deviceAt: command.deviceAt,
    receivedAt: receipt.receivedAt,
    happenedAt: receipt.happenedAt,
  };
}
