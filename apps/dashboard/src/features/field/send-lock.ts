import type { Store } from './store.ts';

const NAME = 'lantern-field-send';
/** A holder that is killed keeps the lease this long, ms; longer than one answer is waited for. */
const LEASE_MS = 30_000;

/** Runs `work` while nobody else on this phone sends, in no tab and not in the worker. */
export type SendLock = (work: () => Promise<void>) => Promise<void>;

/** By the browser's own locks; where there are none, by a lease in the store that both see. */
export function createSendLock(store: Store, holder: string): SendLock {
  if ('locks' in navigator) return (work) => navigator.locks.request(NAME, work);
  return (work) => underLease(store, { holder, work });
}

/** Exported for its test: the browsers that need it are old ones. Held by another: nothing is done. */
export async function underLease(
  store: Store,
  {
    holder,
    work,
    now = Date.now,
  }: { holder: string; work: () => Promise<void>; now?: () => number },
): Promise<void> {
  if (!(await take(store, holder, now()))) return;
  const renew = setInterval(() => void take(store, holder, now()), LEASE_MS / 3);
  try {
    await work();
  } finally {
    clearInterval(renew);
    await store.delete('kept', NAME);
  }
}

/** Reads and writes in one transaction, which IndexedDB gives to one tab at a time. */
async function take(store: Store, holder: string, now: number): Promise<boolean> {
  const tx = store.transaction('kept', 'readwrite');
  const lease = Object(await tx.store.get(NAME));
  const free = lease.holder === holder || !(lease.until > now) || lease.until > now + LEASE_MS;
  if (free) await tx.store.put({ holder, until: now + LEASE_MS }, NAME);
  await tx.done;
  return free;
}
