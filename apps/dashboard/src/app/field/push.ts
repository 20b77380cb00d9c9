import type { Push } from '../../features/field/this-phone.tsx';
import type { Call } from '../../shared/api/field-api.ts';

interface PushDeps {
  call: Call;
  registered: Promise<ServiceWorkerRegistration | null>;
}

/** Being told while the app is closed: this browser's leave, and the server's knowledge of where to reach it. */
export function createPush({ call, registered }: PushDeps): Push {
  const subscribe = async () => {
    const registration = await registered;
    const key = await call('push.key');
    if (!registration || key.kind !== 'data') return false;
    const subscription = await registration.pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: String(Object(key.data).publicKey),
    });
    const { endpoint, keys } = subscription.toJSON();
    const kept = await call('push.subscribe', { endpoint, keys });
    // Half done would look done the next time.
    if (kept.kind !== 'data') await subscription.unsubscribe();
    return kept.kind === 'data';
  };
  return {
    standing: async () => {
      if (!('Notification' in window && 'PushManager' in window)) return 'none';
      if (Notification.permission === 'denied') return 'off';
      const subscription = await (await registered)?.pushManager.getSubscription();
      return subscription ? 'on' : 'ask';
    },
    allow: async () => {
      if ((await Notification.requestPermission()) !== 'granted') return true;
      return subscribe().catch(() => false);
    },
  };
}
