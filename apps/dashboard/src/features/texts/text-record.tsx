import type { PetitionTextVersion } from '@lantern/schemas/petition';
import { useLanguage, type Language, type MessageId } from '../../shared/i18n/language.ts';
import type { TextStanding } from './text-versions.ts';

/** Whom the local mode names where nobody approved. */
const NOBODY = 'local';

const WORDS = {
  draft: 'texts.draft',
  overtaken: 'texts.overtaken',
  approved: 'texts.approved',
  locked: 'texts.locked',
  replaced: 'texts.replaced',
} as const satisfies Record<TextStanding, MessageId>;

// Shape and word, so that nothing rests on colour.
const MARKS = {
  draft: '○',
  overtaken: '–',
  approved: '●',
  locked: '■',
  replaced: '–',
} as const satisfies Record<TextStanding, string>;

/** In a word, how a version stands. */
export function StandingWord({ standing }: { standing: TextStanding }) {
  const { t } = useLanguage();
  const lit = standing === 'approved' || standing === 'locked';
  return (
    <strong className={lit ? 'text-accent' : ''}>
      <span aria-hidden>{MARKS[standing]} </span>
      {t(WORDS[standing])}
    </strong>
  );
}

/** What was done with a version, when and by whom, the newest first. */
export function TextRecord({ text }: { text: PetitionTextVersion }) {
  const language = useLanguage();
  return (
    <ul className="text-sm text-muted">
      {recordOf(text, language).map((line) => (
        <li key={line} className="wrap-anywhere">
          {line}
        </li>
      ))}
    </ul>
  );
}

function recordOf(text: PetitionTextVersion, { t, locale }: Language): string[] {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const at = (instant: string) => format.format(new Date(instant));
  const { lockedAt, approvedAt, approvedBy, createdAt, draftedBy } = text;
  const locked = lockedAt ? [t('texts.locked-at', { time: at(lockedAt) })] : [];
  const approved = approvedAt ? [approval(at(approvedAt))] : [];
  const written = { time: at(createdAt), who: draftedBy ?? '' };
  return [
    ...locked,
    ...approved,
    draftedBy ? t('texts.written', written) : t('texts.came-along', { time: written.time }),
  ];

  function approval(time: string): string {
    if (approvedBy === NOBODY || approvedBy === null) return t('texts.approved-alone', { time });
    return t('texts.approved-by', { time, who: approvedBy });
  }
}
