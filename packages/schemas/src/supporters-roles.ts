import type { Role } from './role.ts';

/** Who may see the public list with its signers' ids, take a name off it and put it back. */
export const MAY_EDIT_SUPPORTERS: readonly Role[] = ['admin', 'moderator'];
