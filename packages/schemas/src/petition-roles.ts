import type { Role } from './role.ts';

/** Who may read drafts of the petition. */
export const MAY_READ_TEXTS: readonly Role[] = ['admin', 'moderator'];
/** Who may write a new version: it shows nowhere until it is approved. */
export const MAY_DRAFT: readonly Role[] = ['admin', 'moderator'];
/** Who may put a version into force: it speaks for every organisation of the coalition. */
export const MAY_APPROVE: readonly Role[] = ['admin'];
