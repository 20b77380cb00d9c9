import { useEffect, useRef } from 'react';
import { reloadOnce } from './reload.ts';

/** Reloads once the server names another build than at first: a screen in a room is never reloaded by hand. */
export function useNewBuild(build: string | undefined, isNeeded: boolean): void {
  const first = useRef(build);
  useEffect(() => {
    first.current ??= build;
    const isOther = build !== undefined && build !== first.current;
    if (isOther || isNeeded)
      reloadOnce({ storage: sessionStorage, reload: () => location.reload() });
  }, [build, isNeeded]);
}
