import { OUTCOMES } from '@lantern/schemas/action';
import type {
  CitiesJson,
  CorrectionsJson,
  CountJson,
  CountriesJson,
} from '@lantern/schemas/public-json';
import type { ReactNode } from 'react';
import type { PressWords } from './press-words.server.ts';

/** Everything the page's figures are read from; each answer names when it was read. */
export interface Figures {
  count: CountJson;
  countries: CountriesJson;
  cities: CitiesJson;
  corrections: CorrectionsJson;
}

interface Props {
  figures: Figures;
  words: PressWords;
}

/** The row that stands for all countries too small to be shown. */
const TOGETHER = 'ZZ';

/** What is counted, each figure with the time at which it was true. */
export function SigningFigures({ figures, words }: Props) {
  const { count, countries, cities, corrections } = figures;
  const { t } = words;
  const kinds = Object.groupBy(cities.cities, ({ kind }) => kind);
  const removed = corrections.days.reduce((sum, { total }) => sum + total, 0);
  const shown = countries.countries.filter(({ country }) => country !== TOGETHER).length;
  const figure = (value: number, name: string, asOf: string) => (
    <Figure value={value} name={name} asOf={asOf} words={words} />
  );
  return (
    <FigureList>
      {figure(count.total, t('figure.total'), count.asOf)}
      {figure(shown, t('figure.countries'), countries.asOf)}
      {figure(removed, t('figure.removed'), corrections.asOf)}
      {figure(kinds.delivery?.length ?? 0, t('figure.delivery'), cities.asOf)}
      {figure(kinds.solidarity?.length ?? 0, t('figure.solidarity'), cities.asOf)}
    </FigureList>
  );
}

/** What the cities have published of the day. */
export function DayFigures({ cities, words }: { cities: CitiesJson; words: PressWords }) {
  const { t } = words;
  const states = Object.groupBy(cities.cities, ({ status }) => status);
  const shown = (['done', 'there', 'called-off'] as const).map((state) => ({
    state,
    count: states[state]?.length ?? 0,
  }));
  if (shown.every(({ count }) => count === 0)) return <p className="text-muted">{t('day.none')}</p>;
  return (
    <>
      <FigureList>
        {shown.map(({ state, count }) => (
          <Figure
            key={state}
            value={count}
            name={t(`day.${state}`)}
            asOf={cities.asOf}
            words={words}
          />
        ))}
      </FigureList>
      <Outcomes done={states.done ?? []} words={words} />
    </>
  );
}

function Outcomes({ done, words }: { done: CitiesJson['cities']; words: PressWords }) {
  const { t, number, join } = words;
  if (done.length === 0) return null;
  const known = OUTCOMES.map((name) => ({
    name: t(`outcome.${name}`),
    count: done.filter(({ outcome }) => outcome === name).length,
  }));
  const rest = done.length - known.reduce((sum, { count }) => sum + count, 0);
  const parts = [...known, { name: t('outcome.other'), count: rest }]
    .filter(({ count }) => count > 0)
    .map(({ name, count }) => t('outcome.part', { name, n: number(count) }));
  return <p className="mt-4">{t('day.outcomes', { outcomes: join(parts) })}</p>;
}

function FigureList({ children }: { children: ReactNode }) {
  return <dl className="grid gap-x-10 gap-y-6 sm:grid-cols-2 lg:grid-cols-3">{children}</dl>;
}

interface FigureProps {
  value: number;
  name: string;
  asOf: string;
  words: PressWords;
}

/** The name follows its figure on the screen, and comes first for those who hear it. */
function Figure({ value, name, asOf, words }: FigureProps) {
  return (
    <div className="flex flex-col border-t border-line pt-3">
      <dt className="order-2 mt-1">{name}</dt>
      <dd className="tabular order-1 font-serif text-4xl font-semibold leading-none">
        {words.number(value)}
      </dd>
      <dd className="tabular order-3 mt-1 text-sm text-muted">
        <time dateTime={asOf}>{words.t('at', { time: words.instant(asOf) })}</time>
      </dd>
    </div>
  );
}
