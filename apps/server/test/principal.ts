import type { Role } from '@lantern/schemas/role';
import type { Principal } from '../src/platform/trpc.ts';

/** Somebody who has just signed in, for callers without HTTP. */
export function signedIn(role: Role, more: Partial<Principal> = {}): Principal {
  return { accountId: `${role}-1`, role, sessionId: 's', partnerId: null, fresh: true, ...more };
}
