import type { Install } from '../../features/field/this-phone.tsx';

/** Chromium's offer to install, which TypeScript does not know. */
interface InstallOffer extends Event {
  prompt: () => Promise<unknown>;
}

/** Keeps the browser's offer until the person asks for it; nobody is pressed to install anything. */
export function createInstall(): Install {
  const listeners = new Set<() => void>();
  let offer: InstallOffer | null = null;
  const become = (next: InstallOffer | null) => {
    offer = next;
    for (const listener of listeners) listener();
  };
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    become(event as InstallOffer);
  });
  return {
    subscribe: (changed) => {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
    canAsk: () => offer !== null,
    ask: () => {
      void offer?.prompt();
      become(null);
    },
    isDone: matchMedia('(display-mode: standalone)').matches,
  };
}
