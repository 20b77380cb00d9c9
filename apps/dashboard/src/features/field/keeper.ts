import type { Store } from './store.ts';

/** What is shown without a network: the last answers, each under a name of its own. */
export interface Keeper {
  read: <T>(name: string) => Promise<T | null>;
  write: (name: string, value: unknown) => Promise<void>;
  /** Everything kept of anybody; the queue stays its maker's. */
  forgetAll: () => Promise<void>;
  /** Everything kept of whoever was signed in before; the queue stays its maker's. */
  forgetOthers: (accountId: string) => Promise<void>;
}

const OWNED = /^of:(?<account>[\w-]+):/u;
/** A name that belongs to one account. */
export const ownedName = (accountId: string, name: string) => `of:${accountId}:${name}`;

export function createKeeper(store: Store): Keeper {
  return {
    // Written by this app alone, under names that say what they hold.
    read: async <T>(name: string) => ((await store.get('kept', name)) ?? null) as T | null,
    write: async (name, value) => {
      await store.put('kept', value, name);
    },
    forgetAll: async () => {
      await store.delete('kept', 'me');
      await forgetOthers('');
    },
    forgetOthers,
  };

  async function forgetOthers(accountId: string): Promise<void> {
    const tx = store.transaction(['kept', 'received'], 'readwrite');
    for (const name of await tx.objectStore('kept').getAllKeys()) {
      const owner = OWNED.exec(name)?.groups?.['account'];
      if (owner && owner !== accountId) await tx.objectStore('kept').delete(name);
    }
    for (const mark of await tx.objectStore('received').getAll())
      if (mark.actor !== accountId) await tx.objectStore('received').delete(mark.commandId);
    await tx.done;
  }
}
