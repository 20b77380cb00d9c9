import { NOT_OFFERED } from '@lantern/schemas/mission-limits';
import { CityMark } from '@lantern/ui/city-mark';
import { Notice } from '@lantern/ui/notice';
import { cityKindWords } from '../../shared/day-words.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { zonedTime } from '../../shared/zoned-time.ts';
import type { City } from './use-cities.ts';

/** What to know of a city before its plan is read: what holds it back first. */
export function CityFacts({ city }: { city: City }) {
  const { t, locale } = useLanguage();
  const { timezone, mission } = city;
  const country = new Intl.DisplayNames(locale, { type: 'region' }).of(city.country);
  return (
    <>
      <p className="mt-2 flex flex-wrap items-center gap-x-2 text-lg">
        <span>{country}</span>
        <span aria-hidden>·</span>
        <span className="inline-block first-letter:uppercase">{t(cityKindWords(city.kind))}</span>
        <span aria-hidden>·</span>
        <span className="inline-flex items-center gap-1">
          <CityMark state={city.status} className="size-5" />
          {t(`published.${city.status}`)}
        </span>
      </p>
      <p className="text-muted">{t('city.clock', { zone: timezone })}</p>
      <div className="mt-4 grid max-w-reading gap-3 empty:hidden">
        <Standing city={city} />
      </div>
      <p className="mt-4 max-w-reading">
        <span className="text-muted">{t('city.mission')}: </span>
        {mission ? mission.name : t('city.mission-none')}
        {mission && (
          <span className="block text-sm text-muted">
            {mission.address ?? t('city.address-none')}
          </span>
        )}
      </p>
    </>
  );
}

function Standing({ city }: { city: City }) {
  const { t, locale } = useLanguage();
  const { edition, timezone } = city;
  const withheld = city.withdrawnReason === NOT_OFFERED;
  return (
    <>
      {edition.kind === 'rehearsal' && <Notice tone="warm">{t('city.rehearsal')}</Notice>}
      {edition.archived && <Notice>{t('city.archived', { edition: edition.slug })}</Notice>}
      {withheld && <Notice tone="warm">{t('city.not-offered')}</Notice>}
      {city.hiddenAt !== null && !withheld && <Notice tone="warm">{t('city.is-hidden')}</Notice>}
      {city.withdrawnAt !== null && !withheld && (
        <Notice tone="warm">
          {t('city.is-withdrawn', {
            time: zonedTime(city.withdrawnAt, { timezone, locale }),
            reason: city.withdrawnReason ?? '',
          })}
        </Notice>
      )}
      {city.publishingPaused && <Notice tone="warm">{t('city.paused')}</Notice>}
    </>
  );
}
