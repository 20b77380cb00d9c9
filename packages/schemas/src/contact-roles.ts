import type { Role } from './role.ts';

/** Who may read, settle and delete messages to the organisers. */
export const MAY_READ_MESSAGES: readonly Role[] = ['admin', 'moderator'];
