import type { Role } from './role.ts';

/** Who sees the overview and hears the staff stream. */
export const MAY_SEE_OVERVIEW: readonly Role[] = ['admin', 'moderator', 'region-lead', 'observer'];
