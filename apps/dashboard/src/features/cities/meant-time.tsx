import { instantOf } from '@lantern/schemas/wall-time';
import { useLanguage } from '../../shared/i18n/language.ts';
import { readersTime } from '../../shared/zoned-time.ts';

interface Props {
  localDate: string;
  localTime: string;
  timezone: string;
}

/** The same moment by the reader's own clock; and what the clocks of the place make of it. */
export function MeantTime({ localDate, localTime, timezone }: Props) {
  const { t, locale } = useLanguage();
  const meant = instantOf(`${localDate}T${localTime}`, timezone);
  switch (meant.is) {
    case 'empty':
      return null;
    case 'skipped':
      return <strong>{t('action.time-skipped')}</strong>;
    case 'instant': {
      const own = readersTime(meant.instant, { timezone, locale });
      return (
        <>
          {own && t('action.for-you', { time: own })} {meant.twice && t('action.time-twice')}
        </>
      );
    }
    default:
      return meant satisfies never;
  }
}
