import { buttonClass } from '@lantern/ui/button';
import { Select } from '@lantern/ui/select';
import { memo } from 'react';
import { useEdition } from '../../shared/edition.ts';
import { useLanguage } from '../../shared/i18n/translate.ts';
import { pathTo } from '../../shared/paths.ts';
import { KINDS, STATES, type Choice } from './live-city.ts';
import type { LiveWords } from './live-words.ts';

interface Props {
  choice: Choice;
  /** Names by ISO code, in order. */
  countries: readonly (readonly [string, string])[];
  words: LiveWords;
}

/** A plain form that asks for the same page with its choice in the address; map and list show the same. */
export const CityFilter = memo(function CityFilter({
  choice: { state, kind, country },
  countries,
  words,
}: Props) {
  const { locale } = useLanguage();
  const { asked } = useEdition();
  return (
    <form
      method="get"
      action={`${pathTo(locale, '/live')}#cities`}
      aria-label={words['filter.label']}
      className="no-print mt-5 grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-[1fr_1fr_1fr_auto]"
    >
      {asked !== null && <input type="hidden" name="edition" value={asked} />}
      <Choices
        name="state"
        label={words['filter.state']}
        chosen={state}
        all={words['filter.state-all']}
        options={STATES.map((known) => [known, words[`state.${known}`]])}
      />
      <Choices
        name="kind"
        label={words['filter.kind']}
        chosen={kind}
        all={words['filter.kind-all']}
        options={KINDS.map((known) => [known, words[`filter.kind-${known}`]])}
      />
      <Choices
        name="country"
        label={words['filter.country']}
        chosen={country}
        all={words['filter.country-all']}
        options={countries}
      />
      <div className="flex flex-wrap gap-3">
        <button type="submit" className={buttonClass()}>
          {words['filter.show']}
        </button>
        {(state ?? kind ?? country) !== null && (
          <a
            className={buttonClass('quiet')}
            href={`${pathTo(locale, '/live', { edition: asked })}#cities`}
          >
            {words['filter.all']}
          </a>
        )}
      </div>
    </form>
  );
});

interface ChoicesProps {
  name: string;
  label: string;
  chosen: string | null;
  all: string;
  options: readonly (readonly [string, string])[];
}

function Choices({ name, label, chosen, all, options }: ChoicesProps) {
  return (
    <Select id={name} name={name} label={label} defaultValue={chosen ?? ''}>
      <option value="">{all}</option>
      {options.map(([value, text]) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </Select>
  );
}
