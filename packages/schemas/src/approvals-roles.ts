import type { Role } from './role.ts';

/** Who gives the second word on a request, and sees what waits for it. */
export const MAY_GIVE_SECOND_WORD: readonly Role[] = ['admin'];
