import { REGIONS } from '@lantern/schemas/region';
import { useSearchParams } from 'react-router';
import type { ListedCity } from './use-cities.ts';

/** What the list is narrowed by, and the choices of each; the address holds them under these names. */
export const FILTERS = {
  kind: ['delivery', 'solidarity'],
  region: REGIONS,
  people: ['yes', 'no'],
  actions: ['yes', 'no'],
  shown: ['visible', 'hidden', 'withdrawn'],
  published: ['planned', 'there', 'done', 'called-off'],
} as const;
export type FilterName = keyof typeof FILTERS;
export type Chosen = Partial<Record<FilterName, string>>;

/** Whether a city is among those that were chosen. */
export function isAmong(city: ListedCity, chosen: Chosen): boolean {
  const is: Record<FilterName, string | null> = {
    kind: city.kind,
    region: city.region,
    people: city.people > 0 ? 'yes' : 'no',
    actions: city.actions > 0 ? 'yes' : 'no',
    shown: shownAs(city),
    published: city.status,
  };
  return Object.entries(chosen).every(([name, wanted]) => Reflect.get(is, name) === wanted);
}

function shownAs({ hidden, withdrawn }: ListedCity): string {
  if (hidden) return 'hidden';
  return withdrawn ? 'withdrawn' : 'visible';
}

const namesOf = () => Object.keys(FILTERS).filter((name): name is FilterName => name in FILTERS);

/** The filters in the address; what is none of the choices is not chosen. */
export function useFilters(): [Chosen, (change: Partial<Record<FilterName, string>>) => void] {
  const [params, setParams] = useSearchParams();
  const chosen: Chosen = {};
  for (const name of namesOf()) {
    const value = params.get(name);
    const known: readonly string[] = FILTERS[name];
    if (value !== null && known.includes(value)) chosen[name] = value;
  }
  const change = (changed: Partial<Record<FilterName, string>>) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        for (const [name, value] of Object.entries(changed))
          if (value) after.set(name, value);
          else after.delete(name);
        after.delete('cities.page');
        return after;
      },
      { replace: true, preventScrollReset: true },
    );
  return [chosen, change];
}
