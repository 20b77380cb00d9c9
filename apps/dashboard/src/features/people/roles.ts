import { roleSchema, type Role } from '@lantern/schemas/role';
import type { MessageId } from '../../shared/i18n/language.ts';

/** Roles a person can be invited as. */
export const INVITABLE = roleSchema.exclude(['screen']);

export const ROLE_WORDS = {
  admin: 'role.admin',
  moderator: 'role.moderator',
  'region-lead': 'role.region-lead',
  coordinator: 'role.coordinator',
  deputy: 'role.deputy',
  partner: 'role.partner',
  observer: 'role.observer',
  screen: 'role.screen',
} as const satisfies Record<Role, MessageId>;
