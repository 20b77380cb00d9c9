import { ANSWERS_FOR_CITY, MAY_ACT_ON_DAY, MAY_PLAN, MAY_SEE_DAY } from './day-roles.ts';
import type { Role } from './role.ts';

/** Who sees who answers for which city; a region lead for the cities of their regions alone. */
export const MAY_SEE_ASSIGNMENTS: readonly Role[] = MAY_ACT_ON_DAY;
/** Who gives an account a city or a region; regions are given by administrators alone. */
export const MAY_ASSIGN: readonly Role[] = MAY_PLAN;
/** Who gives a region, and opens an account again whose phone is lost: it is as good as letting somebody in. */
export const MAY_LET_IN_AGAIN: readonly Role[] = ['admin'];
/** Who looks at how somebody is reached: staff, and a city's people at one another's. */
export const MAY_LOOK_AT_PHONES: readonly Role[] = [...ANSWERS_FOR_CITY, ...MAY_ACT_ON_DAY];
/** Who gives a number by which they are called on the day. */
export const HAS_PHONE: readonly Role[] = [...ANSWERS_FOR_CITY, ...MAY_SEE_DAY];
