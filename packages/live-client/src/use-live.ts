import { useMemo, useSyncExternalStore } from 'react';
import type { LiveState } from './live-state.ts';
import type { LiveStore } from './live-store.ts';

/** What a component shows of the live state; it renders again only when that part changes. */
export function useLive<T>(store: LiveStore, select: (state: LiveState) => T): T {
  const [now, initial] = useMemo(
    () => [remembered(store.getState, select), remembered(store.getInitialState, select)],
    [store, select],
  );
  return useSyncExternalStore(store.subscribe, now, initial);
}

/** React compares by identity: a selector that builds an object must answer the same one for the same state. */
function remembered<T>(read: () => LiveState, select: (state: LiveState) => T): () => T {
  let last: { state: LiveState; selected: T } | undefined;
  return () => {
    const state = read();
    if (last?.state !== state) last = { state, selected: select(state) };
    return last.selected;
  };
}
