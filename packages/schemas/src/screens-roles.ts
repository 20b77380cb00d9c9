import type { Role } from './role.ts';

/** Who hangs up screens and switches them off. */
export const MAY_MANAGE_SCREENS: readonly Role[] = ['admin'];
