import { MAY_ACT_ON_DAY } from '@lantern/schemas/day-roles';
import type { Role } from '@lantern/schemas/role';
import type { Wall } from '@lantern/schemas/wall';

/** The wall as a role is told it: a screen cannot acknowledge, so it is not told what waits for that. */
export function wallFor(role: Role, wall: Omit<Wall, 'viewer'>): Wall {
  if (role === 'screen') return { ...wall, viewer: 'screen', alarms: [] };
  return { ...wall, viewer: MAY_ACT_ON_DAY.includes(role) ? 'acts' : 'looks' };
}
