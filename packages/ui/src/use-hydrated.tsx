import { useSyncExternalStore } from 'react';

const nothingChanges = () => () => undefined;

/**
 * False on the server and while the browser takes the page over, true from then on: for what only a
 * browser can know, without the two disagreeing about the first picture.
 */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    nothingChanges,
    () => true,
    () => false,
  );
}
