import type { PetitionPage } from '@lantern/schemas/petition';
import { writtenDates } from '../../shared/edition-dates.server.ts';
import type { PetitionWords } from './petition-words.server.ts';

/** Whether the petition takes signatures at `now`, in one line. */
export function standingOf(
  { edition, version }: Pick<PetitionPage, 'edition' | 'version'>,
  { t, locale }: PetitionWords,
  now: Date,
): string {
  const { opens, closes, delivers } = writtenDates(edition, locale);
  // Nobody has reported a delivery here: that its hour is over is all that is known.
  const due = now >= new Date(edition.deliversAt);
  switch (edition.phase) {
    case 'upcoming':
      return version === 0 ? t('standing.unapproved') : t('standing.upcoming', { date: opens });
    case 'open':
      return t('standing.open', { date: closes });
    case 'paused':
      return t('standing.paused');
    case 'closed':
      return t(due ? 'standing.delivered' : 'standing.closed', { closes, delivers });
  }
}
