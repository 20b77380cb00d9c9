/// <reference lib="webworker" />
import { readPushPayload } from '@lantern/schemas/push';
import { FIELD_CACHES, FIELD_PAGE, SYNC_TAG, TAKE_OVER } from './kept-files.ts';
import { sendInBackground } from './background-send.ts';
import { showPush, openPushed } from './worker-push.ts';

declare const self: ServiceWorkerGlobalScope;
/** Everything built, each with the hash of its bytes; written by the build. */
declare const __KEPT__: readonly { url: string; integrity: string }[];
declare const __VERSION__: string;

/** Background Sync's event, which TypeScript does not know. */
interface SyncEvent extends ExtendableEvent {
  tag: string;
}

const CACHE = `${FIELD_CACHES}${__VERSION__}`;

self.addEventListener('install', (event) => event.waitUntil(keepAll()));
self.addEventListener('activate', (event) => event.waitUntil(takeOver()));
self.addEventListener('message', ({ data }) => {
  if (data === TAKE_OVER) void self.skipWaiting();
});
self.addEventListener('fetch', (event) => {
  const url = keptUrl(event.request);
  if (url) event.respondWith(fromCache(url, event.request));
});
self.addEventListener('sync', (event) => {
  const sync = event as SyncEvent;
  if (sync.tag === SYNC_TAG) sync.waitUntil(sendInBackground());
});
self.addEventListener('push', (event) => {
  const payload = readPushPayload(event.data?.text() ?? '');
  event.waitUntil(showPush(self.registration, payload));
});
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(openPushed(self.clients, event.notification));
});

/** All or nothing: a version that could not be fetched whole never takes over. */
async function keepAll(): Promise<void> {
  const cache = await caches.open(CACHE);
  await Promise.all(
    __KEPT__.map(async ({ url, integrity }) => {
      // Assets are named by their content: what the version before has is not fetched again.
      const before = url.includes('/assets/') ? await caches.match(url) : undefined;
      const file =
        before ?? (await fetch(url, { integrity, cache: 'no-cache', redirect: 'error' }));
      if (!file.ok) throw new Error(`not there: ${url}`);
      await cache.put(url, file);
    }),
  );
}

async function takeOver(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names
      .filter((name) => name.startsWith(FIELD_CACHES) && name !== CACHE)
      .map((name) => caches.delete(name)),
  );
  await self.clients.claim();
}

/** Which kept file answers a request; null: none of the worker's business. */
function keptUrl({ method, url, mode }: Request): string | null {
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== self.location.origin) return null;
  if (mode === 'navigate')
    return pathname === FIELD_PAGE || pathname === `${FIELD_PAGE}/` ? FIELD_PAGE : null;
  return __KEPT__.some((kept) => kept.url === pathname) ? pathname : null;
}

async function fromCache(url: string, request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match(url)) ?? (await fetch(request));
}
