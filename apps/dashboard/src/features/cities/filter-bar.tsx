import { Button } from '@lantern/ui/button';
import { Select } from '@lantern/ui/select';
import { useLanguage, type MessageId } from '../../shared/i18n/language.ts';
import type { FILTERS, Chosen, FilterName } from './city-filters.ts';

const TITLES = {
  kind: 'cities.kind',
  region: 'cities.region',
  people: 'cities.filter-people',
  actions: 'cities.filter-actions',
  shown: 'cities.filter-shown',
  published: 'cities.published',
} as const satisfies Record<FilterName, MessageId>;

const OPTIONS = {
  kind: { delivery: 'day-word.city.delivery', solidarity: 'day-word.city.solidarity' },
  region: {
    oceania: 'day-word.region.oceania',
    asia: 'day-word.region.asia',
    africa: 'day-word.region.africa',
    europe: 'day-word.region.europe',
    americas: 'day-word.region.americas',
  },
  people: { yes: 'cities.filter-yes', no: 'cities.filter-no' },
  actions: { yes: 'cities.filter-yes', no: 'cities.filter-no' },
  shown: {
    visible: 'cities.filter-visible',
    hidden: 'cities.filter-hidden',
    withdrawn: 'cities.filter-withdrawn',
  },
  published: {
    planned: 'published.planned',
    there: 'published.there',
    done: 'published.done',
    'called-off': 'published.called-off',
  },
} as const satisfies { [N in FilterName]: Record<(typeof FILTERS)[N][number], MessageId> };

const NAMES = ['kind', 'region', 'people', 'actions', 'shown', 'published'] as const;

interface Props {
  chosen: Chosen;
  onChange: (change: Chosen) => void;
}

/** Narrows the list as one chooses. */
export function FilterBar({ chosen, onChange }: Props) {
  const { t } = useLanguage();
  const none = Object.fromEntries(NAMES.map((name) => [name, '']));
  return (
    <search className="grid grid-cols-2 gap-3 md:grid-cols-3 lg:grid-cols-6">
      {NAMES.map((name) => (
        <Select
          key={name}
          id={`filter-${name}`}
          label={t(TITLES[name])}
          value={chosen[name] ?? ''}
          onChange={({ target }) => onChange({ [name]: target.value })}
        >
          <option value="">{t('cities.filter-any')}</option>
          {Object.entries(OPTIONS[name]).map(([value, words]) => (
            <option key={value} value={value}>
              {t(words)}
            </option>
          ))}
        </Select>
      ))}
      {Object.keys(chosen).length > 0 && (
        <div className="col-span-full">
          <Button type="button" look="quiet" onClick={() => onChange(none)}>
            {t('cities.clear')}
          </Button>
        </div>
      )}
    </search>
  );
}
