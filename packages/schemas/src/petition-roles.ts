import type { Role } from './role.ts';

/** Who may read drafts of the petition. */
export const MAY_READ_TEXTS: readonly Role[] = ['admin', 'moderator'];
/** Who may write a new version: it shows nowhere until it is approved. */
export const MAY_DRAFT: readonly Role[] = ['admin', 'moderator'];
/** Who may put a version into force: it speaks for every organisation of the coalition. */
export const MAY_APPROVE: readonly Role[] = ['admin'];
/** Who may see how editions are set, and who set them so. */
export const MAY_READ_SETTINGS: readonly Role[] = ['admin', 'moderator'];
/** Who may change dates and switches, make editions and choose the one the public sees. */
export const MAY_CHANGE_SETTINGS: readonly Role[] = ['admin'];
