import { buttonClass } from '@lantern/ui/button';
import { Field } from '@lantern/ui/field';
import { Select } from '@lantern/ui/select';
import { renderToStaticMarkup } from 'react-dom/server';
import { pathTo } from '../../shared/paths.ts';
import { Found } from './found.tsx';
import { isNarrowed, regionsOf, type Choice } from './place-choice.ts';
import { KINDS, STATES, byCountry, type Place } from './place-groups.ts';
import type { PlacesWords } from './places-words.ts';
import { PlacesLead } from './places.server.tsx';

interface Page {
  all: readonly Place[];
  choice: Choice;
  /** Slug of the edition the address named. */
  edition: string | null;
}

interface Props extends Page {
  words: PlacesWords;
}

/** The page of all places, as HTML: map and list show the same choice. */
export function writeCities(page: Page, words: PlacesWords): string {
  return renderToStaticMarkup(<CitiesArticle {...page} words={words} />);
}

function CitiesArticle(props: Props) {
  const { all, words } = props;
  const { t } = words;
  return (
    <>
      <h1 className="text-[2rem] md:text-[2.75rem]">{t('title')}</h1>
      {all.length === 0 && <p className="mt-5 text-lg">{t('none')}</p>}
      {all.length > 0 && (
        <>
          <PlacesLead places={all} words={words} />
          <p className="no-print mt-5">
            <a
              className={buttonClass()}
              href={pathTo(words.locale, '/take-part', { edition: props.edition })}
            >
              {t('take-part')}
            </a>
          </p>
          <Filter {...props} />
          <div id="found">
            <Found {...props} />
          </div>
        </>
      )}
    </>
  );
}

/** A plain form that asks for the same page with its choice in the address; scripts answer it at once. */
function Filter({ all, choice, edition, words }: Props) {
  const { t, locale } = words;
  const { kind, state, q } = choice;
  return (
    <form
      method="get"
      action={pathTo(locale, '/cities')}
      aria-label={t('filter.label')}
      className="no-print mt-8 grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-4"
    >
      {edition !== null && <input type="hidden" name="edition" value={edition} />}
      <Field
        id="q"
        name="q"
        type="search"
        label={t('filter.search')}
        defaultValue={q}
        maxLength={60}
        autoComplete="off"
      />
      <Where all={all} choice={choice} words={words} />
      <Select id="kind" name="kind" label={t('filter.kind')} defaultValue={kind ?? ''}>
        <option value="">{t('filter.kind-all')}</option>
        {KINDS.map((known) => (
          <option key={known} value={known}>
            {t(`filter.kind-${known}`)}
          </option>
        ))}
      </Select>
      <Select id="state" name="state" label={t('filter.state')} defaultValue={state ?? ''}>
        <option value="">{t('filter.state-all')}</option>
        {STATES.map((known) => (
          <option key={known} value={known}>
            {t(`state.${known}`)}
          </option>
        ))}
      </Select>
      <div className="flex flex-wrap items-center gap-3 sm:col-span-full">
        <button type="submit" className={buttonClass()}>
          {t('filter.show')}
        </button>
        {isNarrowed(choice) && (
          <a className={buttonClass('quiet')} href={pathTo(locale, '/cities', { edition })}>
            {t('filter.all')}
          </a>
        )}
        <button type="button" data-near className={buttonClass('quiet', 'noscript:hidden')}>
          {t('near.button')}
        </button>
        <p className="basis-full text-sm text-muted noscript:hidden">
          {t('near.note')} <output id="near-said" className="font-semibold text-text" />
        </p>
      </div>
    </form>
  );
}

function Where({ all, choice: { country }, words }: Omit<Props, 'edition'>) {
  const { t } = words;
  return (
    <Select id="country" name="country" label={t('filter.country')} defaultValue={country ?? ''}>
      <option value="">{t('filter.country-all')}</option>
      <optgroup label={t('filter.regions')}>
        {regionsOf(all).map((region) => (
          <option key={region} value={region}>
            {t(`region.${region}`)}
          </option>
        ))}
      </optgroup>
      <optgroup label={t('filter.countries')}>
        {byCountry(all, words).map(({ country: code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </optgroup>
    </Select>
  );
}
