import type { Role } from './role.ts';

/** Who may see which organisations embed the petition, and what each brought in. */
export const MAY_READ_PARTNERS: readonly Role[] = ['admin', 'moderator', 'observer'];
/** Who may say which sites frame our form. */
export const MAY_CHANGE_PARTNERS: readonly Role[] = ['admin'];
/** Who has figures of its own organisation to see, and no other's. */
export const SPEAKS_FOR_PARTNER: readonly Role[] = ['partner'];
