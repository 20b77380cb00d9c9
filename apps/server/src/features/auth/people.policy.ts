import type { Role } from '@lantern/schemas/role';

/**
 * Roles that may do nothing the other may not: such a change takes power away and needs no second person.
 * Taking an administrator's role does, or one of two could make themselves the only one.
 */
const LESSER: Partial<Record<Role, readonly Role[]>> = {
  moderator: ['observer'],
  'region-lead': ['observer'],
  coordinator: ['deputy'],
};

/** Whether a change of role gives somebody what they did not have, or takes it from an administrator. */
export function isGrant(from: Role, to: Role): boolean {
  return LESSER[from]?.includes(to) !== true;
}
