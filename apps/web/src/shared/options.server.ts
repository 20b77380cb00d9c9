import { COUNTRY_CODES } from '@lantern/schemas/country';
import type { Locale } from '@lantern/schemas/locale';
import type { CitiesJson } from '@lantern/schemas/public-json';

/** A country's code with its name in the page's language. */
interface NamedCountry {
  code: string;
  name: string;
}

const written = new Map<Locale, NamedCountry[]>();

/** Every country a signer may choose, named and sorted as readers of `locale` expect; made once. */
function namedCountries(locale: Locale): NamedCountry[] {
  const known = written.get(locale);
  if (known) return known;
  const names = new Intl.DisplayNames(locale, { type: 'region' });
  const { compare } = new Intl.Collator(locale);
  const list = COUNTRY_CODES.map((code) => ({ code, name: names.of(code) ?? code })).toSorted(
    (a, b) => compare(a.name, b.name),
  );
  written.set(locale, list);
  return list;
}

/** The `<option>`s of all countries, none chosen unless one was posted. */
export function countryOptions(locale: Locale, chosen = ''): string {
  return namedCountries(locale)
    .map(({ code, name }) => option(code, name, chosen))
    .join('');
}

/** The edition's cities, grouped under their countries in the order of the country list. */
export function cityOptions({ cities }: CitiesJson, locale: Locale, chosen = ''): string {
  const { compare } = new Intl.Collator(locale);
  const byCountry = Map.groupBy(cities, ({ country }) => country);
  return namedCountries(locale)
    .flatMap(({ code, name }) => {
      const own = byCountry.get(code)?.toSorted((a, b) => compare(a.name[locale], b.name[locale]));
      const options = own?.map((city) => option(city.slug, city.name[locale], chosen)).join('');
      return options ? [`<optgroup label="${escape(name)}">${options}</optgroup>`] : [];
    })
    .join('');
}

function option(value: string, label: string, chosen: string): string {
  return `<option value="${escape(value)}"${value === chosen ? ' selected' : ''}>${escape(label)}</option>`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escape = (text: string) => text.replaceAll(/[&<>"]/gu, (sign) => ENTITIES[sign] ?? sign);
