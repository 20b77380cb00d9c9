import type { Phone } from '../../features/field/field-page.tsx';
import { FIELD_PAGE, SYNC_TAG, TAKE_OVER } from './kept-files.ts';

/** Background Sync, which only some browsers have. */
interface SyncRegistration extends ServiceWorkerRegistration {
  sync?: { register: (tag: string) => Promise<void> };
}

const SCRIPT = `${FIELD_PAGE}/sw.js`;
/** A deployment is looked for at most this often, ms. */
const LOOK_MS = 15 * 60_000;

type Installation = Pick<Phone, 'sendsAlone' | 'update'> & {
  registered: Promise<ServiceWorkerRegistration | null>;
  /** Has what waits sent when the network comes back, even with the app closed. */
  wake: () => void;
  lookForUpdate: () => void;
};

/** The worker that keeps the app's files, and what it can do for a queue. */
export function createInstallation(): Installation {
  const sendsAlone = 'serviceWorker' in navigator && 'SyncManager' in window;
  const update = createUpdate();
  const registered = register();
  let looked = Date.now();
  void registered.then((registration) => registration && update.watch(registration));
  return {
    registered,
    sendsAlone,
    update,
    wake: () => {
      // The moment something is worth keeping: before that a browser has no reason to say yes.
      void navigator.storage?.persist?.();
      void registered.then((registration) => registration?.sync?.register(SYNC_TAG)).catch(ignore);
    },
    lookForUpdate: () => {
      if (Date.now() - looked < LOOK_MS) return;
      looked = Date.now();
      void registered.then((registration) => registration?.update()).catch(ignore);
    },
  };
}

/** No network, or the person forbids it: the app works on, it is only not woken. */
const ignore = () => undefined;

async function register(): Promise<SyncRegistration | null> {
  if (!('serviceWorker' in navigator)) return null;
  try {
    return await navigator.serviceWorker.register(trusted(SCRIPT), { scope: FIELD_PAGE });
  } catch {
    return null;
  }
}

interface TrustedTypes {
  createPolicy: (
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ) => { createScriptURL: (url: string) => string };
}

/** The one script address that may be made from text here; where Trusted Types hold, no other passes. */
function trusted(url: typeof SCRIPT): string {
  const { trustedTypes } = window as { trustedTypes?: TrustedTypes };
  const policy = trustedTypes?.createPolicy('lantern-field-worker', {
    createScriptURL: (asked) => {
      if (asked !== SCRIPT) throw new TypeError('not our worker');
      return asked;
    },
  });
  return policy ? policy.createScriptURL(url) : url;
}

/** Whether a newer version waits; it takes over when the person says so, or when the app is opened anew. */
function createUpdate(): Phone['update'] & {
  watch: (registration: ServiceWorkerRegistration) => void;
} {
  const listeners = new Set<() => void>();
  let waiting: ServiceWorker | null = null;
  const found = (worker: ServiceWorker | null) => {
    // The first worker ever replaces nothing.
    if (!worker || !navigator.serviceWorker.controller) return;
    waiting = worker;
    for (const listener of listeners) listener();
  };
  return {
    watch: (registration) => {
      found(registration.waiting);
      registration.addEventListener('updatefound', () => {
        const { installing } = registration;
        installing?.addEventListener('statechange', () => {
          if (installing.state === 'installed') found(installing);
        });
      });
    },
    subscribe: (changed) => {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
    isWaiting: () => waiting !== null,
    apply: () => {
      navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), {
        once: true,
      });
      // To the worker itself, which takes no target.
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      waiting?.postMessage(TAKE_OVER);
    },
  };
}
