import type { Wall } from '@lantern/schemas/wall';
import type { Role } from '@lantern/schemas/role';

/** What of the wall a role is told: a screen cannot acknowledge, so it is not told what waits for that. */
export function wallFor(role: Role, wall: Wall): Wall {
  return role === 'screen' ? { ...wall, alarms: [] } : wall;
}
