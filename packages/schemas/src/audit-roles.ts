import type { Role } from './role.ts';

/** Who may read the audit log: it tells who of the organisers did what. */
export const MAY_READ_AUDIT: readonly Role[] = ['admin'];
