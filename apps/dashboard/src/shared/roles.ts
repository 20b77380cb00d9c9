import type { Role } from '@lantern/schemas/role';
import type { MessageId } from './i18n/language.ts';

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

/** What each role may do, in a sentence. */
export const ROLE_NOTES = {
  admin: 'role.admin-note',
  moderator: 'role.moderator-note',
  'region-lead': 'role.region-lead-note',
  coordinator: 'role.coordinator-note',
  deputy: 'role.deputy-note',
  partner: 'role.partner-note',
  observer: 'role.observer-note',
  screen: 'role.screen-note',
} as const satisfies Record<Role, MessageId>;
