import type { EditionSettings } from '@lantern/schemas/edition-settings';
import { Button } from '@lantern/ui/button';
import { Notice } from '@lantern/ui/notice';
import { useState } from 'react';
import { useLanguage, type Language } from '../../shared/i18n/language.ts';
import { languageNames, languagesWithout } from '../../shared/languages.ts';
import { SureFrame } from '../../shared/sure-frame.tsx';
import { zonedTime } from '../../shared/zoned-time.ts';
import { useChoice } from './use-settings.ts';

interface Props {
  edition: EditionSettings;
  current: EditionSettings | undefined;
  mayChange: boolean;
}

/** Whether the public sees this edition; and the press by which it does, after saying what that shows. */
export function ChooseEdition({ edition, current, mayChange }: Props) {
  const language = useLanguage();
  const { t } = language;
  const [asking, setAsking] = useState(false);
  const [told, setTold] = useState<'done' | 'conflict' | null>(null);
  const choice = useChoice({
    onDone: () => {
      setAsking(false);
      setTold('done');
    },
    onConflict: () => {
      setAsking(false);
      setTold('conflict');
    },
  });
  return (
    <div className="max-w-reading">
      {told && (
        <Notice
          role={told === 'done' ? 'status' : 'alert'}
          tone={told === 'done' ? 'plain' : 'warm'}
          className="mb-4"
        >
          {t(told === 'done' ? 'settings.chosen' : 'settings.chosen-otherwise')}
        </Notice>
      )}
      {edition.isCurrent ? (
        <p>{t('settings.is-current')}</p>
      ) : (
        <p>{t('settings.not-current', { current: current?.slug ?? '—' })}</p>
      )}
      {!edition.isCurrent && mayChange && !asking && (
        <Button type="button" look="quiet" className="mt-3" onClick={() => setAsking(true)}>
          {t('settings.make-current')}
        </Button>
      )}
      {asking && (
        <SureFrame
          question={t('settings.sure-current', { edition: edition.slug })}
          action={t('settings.make-current')}
          acting={t('settings.saving')}
          isPending={choice.isPending}
          fault={choice.fault === 'conflict' ? null : choice.fault}
          onAct={() => choice.send({ edition: edition.slug, was: current?.slug ?? null })}
          onClose={() => setAsking(false)}
        >
          <ul className="list-disc ps-5">
            {willSee(edition, current, language).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </SureFrame>
      )}
    </div>
  );
}

const PHASE_WORDS = {
  upcoming: 'settings.sees-upcoming',
  open: 'settings.sees-open',
  paused: 'settings.sees-paused',
  closed: 'settings.sees-closed',
} as const;

/** What the public sees from then on. */
function willSee(
  edition: EditionSettings,
  current: EditionSettings | undefined,
  { t, locale }: Language,
): string[] {
  const number = (n: number) => new Intl.NumberFormat(locale).format(n);
  const { timezone, opensAt, closesAt, phase } = edition;
  const at = (instant: string) => zonedTime(instant, { timezone, locale });
  const missing = languagesWithout(edition.approved);
  return [
    t('settings.sees-number', {
      total: number(edition.total),
      before: number(current?.total ?? 0),
    }),
    t(PHASE_WORDS[phase], { opens: at(opensAt), closes: at(closesAt) }),
    ...(missing.length > 0
      ? [t('settings.sees-missing', { languages: languageNames(missing, locale) })]
      : []),
    ...(edition.kind === 'rehearsal' ? [t('settings.sees-rehearsal')] : []),
    t('settings.sees-tabs'),
    t('settings.sees-old', { edition: current?.slug ?? '—' }),
  ];
}
