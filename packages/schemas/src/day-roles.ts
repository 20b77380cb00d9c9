import type { Role } from './role.ts';

/** Who sees the day as staff do: every city's state, alarms, incidents without their words. */
export const MAY_SEE_DAY: readonly Role[] = ['admin', 'moderator', 'region-lead', 'observer'];
/** Who acts on the day: acknowledges alarms, reads words and numbers, checks in on behalf, announces. */
export const MAY_ACT_ON_DAY: readonly Role[] = ['admin', 'moderator', 'region-lead'];
/** Who sets cities, actions, missions, what is published. */
export const MAY_PLAN: readonly Role[] = ['admin', 'moderator'];
/** Who answers for a city; each for those they are assigned to, and no other. */
export const ANSWERS_FOR_CITY: readonly Role[] = ['coordinator', 'deputy'];
/** Who may be in the field: a city's people, and staff who stand in for them. */
export const MAY_BE_IN_FIELD: readonly Role[] = [...ANSWERS_FOR_CITY, ...MAY_ACT_ON_DAY];
/** Who reads the wall: staff, and a screen. */
export const MAY_SEE_WALL: readonly Role[] = [...MAY_SEE_DAY, 'screen'];
/** Who plans what happens in a city; a region lead and a city's people only in their own. */
export const MAY_PLAN_ACTIONS: readonly Role[] = [...MAY_PLAN, 'region-lead', ...ANSWERS_FOR_CITY];
/** Who reads a city's plan; a city's people only their own. */
export const MAY_READ_CITY: readonly Role[] = [...MAY_SEE_DAY, ...ANSWERS_FOR_CITY];
