import type { FieldCity } from '@lantern/schemas/field-mine';
import { clockTime } from './day-time.ts';
import { useWords } from './words.ts';

interface Props {
  city: FieldCity;
  cities: readonly FieldCity[];
  dayNow: number;
  onChoose: (city: FieldCity) => void;
  onLeave: () => void;
}

/** Where, who, what time it is there, and the way out. */
export function Head({ city, cities, dayNow, onChoose, onLeave }: Props) {
  const { t, locale } = useWords();
  return (
    <header>
      {city.edition.kind === 'rehearsal' && (
        <p className="mb-1 text-sm text-accent">
          <strong>{t('rehearsal.tag')}</strong> · {t('rehearsal.text')}
        </p>
      )}
      <div className="flex items-center justify-between gap-3">
        <h1 className="min-w-0 text-[1.75rem] break-words">{city.city.name[locale]}</h1>
        <button
          type="button"
          aria-label={t('head.leave-label')}
          onClick={onLeave}
          className="min-h-12 shrink-0 rounded-control border-[1.5px] border-edge px-4 font-semibold"
        >
          {t('head.leave')}
        </button>
      </div>
      {cities.length > 1 && <CityChoice cities={cities} chosen={city} onChoose={onChoose} />}
      <p className="flex flex-wrap justify-between gap-x-4 text-muted tabular">
        <span>
          {t(`head.kind-${city.city.kind}`)} ·{' '}
          {t('head.local', { time: clockTime(dayNow, city.city.timezone) })}
        </span>
        <span>{t('head.you', { role: t(`role.${city.role}`) })}</span>
      </p>
    </header>
  );
}

interface ChoiceProps {
  cities: readonly FieldCity[];
  chosen: FieldCity;
  onChoose: (city: FieldCity) => void;
}

function CityChoice({ cities, chosen, onChoose }: ChoiceProps) {
  const { t, locale } = useWords();
  return (
    <select
      aria-label={t('head.cities')}
      value={cities.indexOf(chosen)}
      onChange={(event) => onChoose(cities[Number(event.target.value)] ?? chosen)}
      className="my-1.5 min-h-12 w-full max-w-60 rounded-control border-[1.5px] border-edge bg-raised px-3 text-[1.0625rem]"
    >
      {cities.map(({ city, edition }, index) => (
        <option key={`${edition.slug}/${city.slug}`} value={index}>
          {city.name[locale]}
          {edition.kind === 'rehearsal' ? ` · ${t('rehearsal.tag')}` : ''}
        </option>
      ))}
    </select>
  );
}
