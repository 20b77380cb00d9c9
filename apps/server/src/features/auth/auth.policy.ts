import type { ErrorCode } from '@lantern/schemas/error-codes';

/** A session this young may do what a stolen one must not; an older one signs in again first. */
export const FRESH_SESSION_MS = 10 * 60_000;
/** How long an enrolment link works. */
export const INVITATION_MS = 24 * 60 * 60_000;
/** How long a session lasts without being used, in seconds. */
export const SESSION_SECONDS = 12 * 60 * 60;

/** Whether an account may be frozen: never the last administrator who can sign in. */
export function refusalToFreeze(
  accountId: string,
  activeAdmins: readonly string[],
): ErrorCode | null {
  return activeAdmins.length === 1 && activeAdmins[0] === accountId ? 'conflict' : null;
}

/** Whether a passkey may be removed: it is one's own, and never the last. */
export function refusalToRemove(passkeyId: string, own: readonly string[]): ErrorCode | null {
  if (!own.includes(passkeyId)) return 'not-found';
  return own.length === 1 ? 'conflict' : null;
}

/** Whether a session that began at `since` may still do what needs a fresh sign-in. */
export function isFresh(since: Date, now: Date): boolean {
  return now.getTime() - since.getTime() <= FRESH_SESSION_MS;
}
