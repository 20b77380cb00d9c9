import type { CountriesJson } from '@lantern/schemas/public-json';
import type { PetitionWords } from './petition-words.server.ts';
import { FigureTable } from './figure-table.server.tsx';

/** Bars beyond these are too short to compare; the table holds every row. */
const MOST_BARS = 12;
const ELSEWHERE = 'ZZ';

interface Props {
  countries: CountriesJson;
  words: PetitionWords;
}

/** Signatures by country as bars, in a sentence, and as a table with shares. */
export function CountryBars({ countries: { countries, total }, words }: Props) {
  const { t, number, country, share } = words;
  if (countries.length === 0) return <p>{t('countries.empty')}</p>;
  const longest = Math.max(1, ...countries.map((row) => row.total));
  return (
    <>
      <p>{summaryOf(countries, words)}</p>
      <ul className="mt-4 flex flex-col gap-3 text-[0.9375rem]">
        {barsOf(countries).map((row) => (
          <li key={row.country}>
            <p className="flex items-baseline justify-between gap-4 leading-snug">
              <span>{country(row.country)}</span>
              <span className="tabular">{number(row.total)}</span>
            </p>
            <Bar length={row.total / longest} />
          </li>
        ))}
      </ul>
      <FigureTable
        summary={t('page.table')}
        caption={t('countries.title')}
        columns={[t('countries.country'), t('countries.signatures'), t('countries.share')]}
        rows={countries.map((row) => [
          country(row.country),
          number(row.total),
          share(row.total / Math.max(1, total)),
        ])}
        sum={[t('page.sum'), number(total), share(1)]}
      />
    </>
  );
}

type Rows = CountriesJson['countries'];

/** The largest, and what stands for all small ones. */
function barsOf(countries: Rows): Rows {
  const named = countries.filter(({ country }) => country !== ELSEWHERE);
  const rest = countries.filter(({ country }) => country === ELSEWHERE);
  return [...named.slice(0, MOST_BARS), ...rest];
}

function summaryOf(countries: Rows, { t, country, number }: PetitionWords): string {
  const named = countries.filter(({ country }) => country !== ELSEWHERE);
  const [first] = named;
  if (!first) return t('countries.hidden');
  return t('countries.summary', {
    shown: named.length,
    first: country(first.country),
    most: number(first.total),
  });
}

function Bar({ length }: { length: number }) {
  return (
    <svg
      viewBox="0 0 1000 10"
      preserveAspectRatio="none"
      className="mt-1 block h-2 w-full"
      aria-hidden
    >
      <rect width="1000" height="10" className="fill-sunken" />
      <rect width={Math.max(4, Math.round(length * 1000))} height="10" className="fill-accent" />
    </svg>
  );
}
