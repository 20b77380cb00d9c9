import { ANSWERS_FOR_CITY, MAY_SEE_DAY } from '@lantern/schemas/day-roles';
import { MAY_SEE_OVERVIEW } from '@lantern/schemas/overview-roles';
import type { Stream } from '@lantern/schemas/live';
import type { Role } from '@lantern/schemas/role';

const STAFF: ReadonlySet<Role> = new Set(MAY_SEE_OVERVIEW);

/** Who listens: a signed-in person or a screen, and the cities they answer for in the edition. */
export interface Listener {
  role: Role;
  accountId: string;
  cities: readonly string[];
}

/** The streams a session is given; a client never asks for one. A screen is no person and has none of its own. */
export function streamsFor(listener: Listener | null): readonly Stream[] {
  if (!listener) return ['public'];
  const { role, accountId, cities } = listener;
  const streams: Stream[] = ['public'];
  if (STAFF.has(role)) streams.push('staff');
  if (MAY_SEE_DAY.includes(role) || role === 'screen') streams.push('day');
  if (ANSWERS_FOR_CITY.includes(role))
    streams.push(...cities.map((city) => `city:${city}` as const));
  if (role !== 'screen' && role !== 'partner') streams.push(`account:${accountId}`);
  return streams;
}

/** A rehearsal is seen in local mode, or by those who take part in it or watch it. */
export function maySeeEdition(
  kind: 'real' | 'rehearsal',
  viewer: { role: Role | null; localMode: boolean },
): boolean {
  if (kind === 'real' || viewer.localMode) return true;
  const { role } = viewer;
  return role !== null && (STAFF.has(role) || ANSWERS_FOR_CITY.includes(role) || role === 'screen');
}
