import type { Role } from './role.ts';

/** Who reads applications, notes, vouches and refuses; a region lead for the cities of their regions alone. */
export const MAY_REVIEW_APPLICATIONS: readonly Role[] = ['admin', 'moderator', 'region-lead'];
/** Who accepts one: it gives a role, so it is whoever may invite, with a second person where there are two. */
export const MAY_ACCEPT_APPLICATIONS: readonly Role[] = ['admin'];
