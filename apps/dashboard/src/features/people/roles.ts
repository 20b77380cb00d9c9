import type { Role } from '@lantern/schemas/role';
import type { MessageId } from '../../shared/i18n/language.ts';

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
