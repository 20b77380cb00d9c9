import { signIn, signOut } from '../../features/access/ceremonies.ts';
import type { FieldApp } from '../../features/field/field-app.ts';
import type { Phone } from '../../features/field/field-page.tsx';
import { STORE_NAME, type Store } from '../../features/field/store.ts';
import type { FieldChannel } from './channel.ts';
import { FIELD_CACHES } from './kept-files.ts';

/** Shows an empty page in the place of this one: going back does not lead here again. */
const leave = () => location.replace('about:blank');

interface PhoneDeps {
  app: Pick<FieldApp, 'stop' | 'forget'>;
  store: Store;
  channel: FieldChannel;
}

/** What the phone can do besides saying things: let somebody in, leave, leave nothing behind. */
export function createPhone({
  app,
  store,
  channel,
}: PhoneDeps): Pick<Phone, 'signIn' | 'signOut' | 'wipe' | 'leave'> {
  channel.onWiped(leave);
  return {
    signIn: () => signIn(),
    signOut: async () => {
      const fault = await signOut();
      if (fault === null) await app.forget();
      return fault;
    },
    wipe: async () => {
      channel.tellWiped();
      app.stop();
      store.close();
      await Promise.allSettled([signOut(), deleteStore(), forgetFiles()]);
      localStorage.clear();
      leave();
    },
    leave,
  };
}

/** Other tabs let go of it when they hear of it; done or not, nobody is kept waiting. */
function deleteStore(): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(STORE_NAME);
    request.addEventListener('success', () => resolve());
    request.addEventListener('error', () => resolve());
    request.addEventListener('blocked', () => resolve());
  });
}

async function forgetFiles(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith(FIELD_CACHES)).map((name) => caches.delete(name)),
  );
  const worker = await navigator.serviceWorker.getRegistration('/dashboard/field');
  const woken = await worker?.pushManager.getSubscription();
  await woken?.unsubscribe();
  await worker?.unregister();
}
