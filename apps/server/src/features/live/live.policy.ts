import { MAY_SEE_OVERVIEW } from '@lantern/schemas/overview-roles';
import type { Stream } from '@lantern/schemas/live';
import type { Role } from '@lantern/schemas/role';

const STAFF: ReadonlySet<Role> = new Set(MAY_SEE_OVERVIEW);

/** The streams a session is given; a client never asks for one. */
export function streamsFor(role: Role | null): readonly Stream[] {
  return role !== null && STAFF.has(role) ? ['public', 'staff'] : ['public'];
}

/** A rehearsal is seen in local mode, or by signed-in staff. */
export function maySeeEdition(
  kind: 'real' | 'rehearsal',
  viewer: { role: Role | null; localMode: boolean },
): boolean {
  if (kind === 'real' || viewer.localMode) return true;
  return viewer.role !== null && STAFF.has(viewer.role);
}
