import { buttonClass } from '@lantern/ui/button';
import { Notice } from '@lantern/ui/notice';
import { Select } from '@lantern/ui/select';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Api } from '../../shared/api/api.ts';
import { pathTo } from '../../shared/paths.ts';
import { Ways } from './ways.server.tsx';
import type { TakePartWords } from './take-part-words.server.ts';

/** What somebody can do from where they are. */
export type WaysIn = Awaited<ReturnType<Api['places']['takePart']>>;

interface Page {
  /** Null: nothing has been chosen yet. */
  ways: WaysIn | null;
  /** The options of both lists, as HTML. */
  options: { countries: string; cities: string };
  /** Slug of the edition the address named. */
  edition: string | null;
}

/** The page as HTML. */
export function writeTakePart(page: Page, words: TakePartWords): string {
  return renderToStaticMarkup(<TakePart {...page} words={words} />);
}

function TakePart({ ways, options, edition, words }: Page & { words: TakePartWords }) {
  const { t, locale } = words;
  const chosen = (list: string, first: string) => ({
    dangerouslySetInnerHTML: { __html: `<option value="">${first}</option>${list}` },
  });
  return (
    <>
      <h1 className="text-[2rem] md:text-[2.75rem]">{t('title')}</h1>
      <p className="mt-4 text-lg">{t('lead')}</p>
      <form
        method="get"
        action={pathTo(locale, '/take-part')}
        className="no-print mt-6 flex flex-col gap-5 rounded-card border border-line bg-raised p-5 md:p-7"
      >
        {edition !== null && <input type="hidden" name="edition" value={edition} />}
        <Select
          id="country"
          name="country"
          label={t('country')}
          autoComplete="country"
          required
          {...chosen(options.countries, t('country-choose'))}
        />
        <Select
          id="city"
          name="city"
          label={t('city')}
          hint={t('city-hint')}
          {...chosen(options.cities, t('city-none'))}
        />
        <button type="submit" className={buttonClass('primary', 'sm:self-start')}>
          {t('find')}
        </button>
        <p className="text-sm text-muted">{t('private')}</p>
      </form>
      {ways?.safe === false && (
        <Notice tone="warm" title={t('unsafe.title')} className="mt-10">
          <p>{t('unsafe.text')}</p>
        </Notice>
      )}
      {ways?.safe && <Ways ways={ways} edition={edition} words={words} />}
    </>
  );
}
