import type { Role } from './role.ts';

/** Who may see people, let them in, change their roles and shut them out. */
export const MAY_MANAGE_PEOPLE: readonly Role[] = ['admin'];
