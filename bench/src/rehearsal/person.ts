import type { AppRouter } from '@lantern/server/app-router';
import { createTRPCClient, httpLink, retryLink, type TRPCClient } from '@trpc/client';
import { openOrganiser, type Organiser } from '../organiser.ts';

/** Somebody of the rehearsal with a passkey, a browser and the same interface that the dashboard uses. */
export interface Person extends Pick<Organiser, 'enrol' | 'addPasskey' | 'signIn' | 'headers'> {
  api: TRPCClient<AppRouter>;
}

/** What says to come back is asked again, as every page of ours does. */
const WAITS = new Set([429, 503]);
const TRIES = 6;

export function openPerson(origin: string): Person {
  const organiser = openOrganiser(origin);
  const api = createTRPCClient<AppRouter>({
    links: [
      retryLink({
        retry: ({ error, attempts }) =>
          attempts <= TRIES && WAITS.has(Number(error.data?.httpStatus)),
        retryDelayMs: (attempt) => attempt * 500,
      }),
      httpLink({
        url: `${origin}/trpc`,
        methodOverride: 'POST',
        headers: () => organiser.headers(),
      }),
    ],
  });
  return { ...organiser, api };
}

/** The token of an enrolment link, which stands behind its `#`. */
export function tokenOf(link: string): string {
  const token = new URL(link).hash.slice(1);
  if (token === '') throw new Error('an enrolment link without its token');
  return token;
}
