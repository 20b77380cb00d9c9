import type { Language, MessageId } from '../../shared/i18n/language.ts';
import type { Request } from './people.ts';
import { ROLE_WORDS } from '../../shared/roles.ts';

export const STATE_WORDS = {
  waiting: 'requests.waiting',
  approved: 'requests.approved',
  refused: 'requests.refused',
  used: 'requests.used',
  expired: 'requests.expired',
} as const satisfies Record<Request['state'], MessageId>;

/** What exactly is asked for, in one sentence. */
export function requestTitle(request: Request, { t }: Pick<Language, 't'>): string {
  const { act, email, role, has, partner, city } = request;
  const next = role ? [t(ROLE_WORDS[role]), partner].filter(Boolean).join(' · ') : '';
  switch (act) {
    case 'invite':
      return t('requests.invite', { email, role: next });
    case 'change-role':
      return t('requests.change-role', {
        email,
        role: next,
        from: has ? t(ROLE_WORDS[has]) : '',
      });
    case 'unfreeze':
      return t('requests.unfreeze', { email });
    case 'accept-application':
      return city
        ? t('requests.accept-application', { email, role: next, city })
        : t('requests.invite', { email, role: next });
    case 'reinvite':
      return t('requests.reinvite', { email });
  }
}
