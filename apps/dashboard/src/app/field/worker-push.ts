/// <reference lib="webworker" />
import type { PushPayload } from '@lantern/schemas/push';

/** A lock screen is read by whoever holds the phone: the words say no place, no person, no matter. */
const WORDS = {
  en: 'There is something for you to look at.',
  ko: '확인하실 것이 있습니다.',
  'zh-Hans': '有内容需要您查看。',
} as const;

const REHEARSAL = {
  en: 'Lantern · REHEARSAL',
  ko: 'Lantern · 예행연습',
  'zh-Hans': 'Lantern · 演练',
} as const;

/** Shows that there is something; every push must show something, or the browser says so in its own words. */
export async function showPush(
  registration: ServiceWorkerRegistration,
  payload: PushPayload | null,
): Promise<void> {
  await registration.showNotification(payload?.rehearsal ? REHEARSAL[payload.locale] : 'Lantern', {
    body: WORDS[payload?.locale ?? 'en'],
    tag: payload?.tag ?? 'lantern',
    data: payload?.path ?? '/dashboard/field',
    icon: '/icon-192.png',
    requireInteraction: payload?.kind === 'alarm',
  });
}

/** Opens the page it leads to, in a window that is there already if one is. */
export async function openPushed(clients: Clients, { data }: Notification): Promise<void> {
  const path = typeof data === 'string' ? data : '/dashboard/field';
  const open = await clients.matchAll({ type: 'window' });
  const here = open.find(({ url }) => new URL(url).pathname === path);
  await (here ? here.focus() : clients.openWindow(path));
}
