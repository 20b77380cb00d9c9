import { ANSWERS_FOR_CITY } from './day-roles.ts';
import type { Role } from './role.ts';

/** Who may read, settle and delete all messages. */
export const MAY_READ_MESSAGES: readonly Role[] = ['admin', 'moderator'];

/** Who may read and settle messages to the cities they answer for; staff all of them. */
export const MAY_READ_CITY_MESSAGES: readonly Role[] = [...MAY_READ_MESSAGES, ...ANSWERS_FOR_CITY];
