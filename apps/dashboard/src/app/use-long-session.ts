import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { prolongSession } from '../features/access/ceremonies.ts';

/** A session that is used is prolonged this often, ms; it ends 12 h after the last time. */
const PROLONG_MS = 10 * 60_000;

/** Prolongs the session while the page is looked at. */
export function useLongSession(signedIn: boolean): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (!signedIn) return undefined;
    const prolong = () => {
      if (document.hidden) return;
      prolongSession().then(
        (still) => still || void queries.invalidateQueries(),
        // No network: the next round tries again.
        () => undefined,
      );
    };
    prolong();
    const timer = setInterval(prolong, PROLONG_MS);
    return () => clearInterval(timer);
  }, [signedIn, queries]);
}
