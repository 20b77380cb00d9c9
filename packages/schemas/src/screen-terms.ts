// Apart from screens.ts because browsers need these values, and importing that file would bring Zod along.
import type { Role } from './role.ts';

/** Longest name of a screen. */
export const SCREEN_NAME_MAX = 60;

/** Who hangs up screens and switches them off. */
export const MAY_MANAGE_SCREENS: readonly Role[] = ['admin'];
