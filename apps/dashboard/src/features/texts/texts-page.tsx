import { LOCALES } from '@lantern/schemas/locale';
import type { PetitionPage, PetitionTextVersion } from '@lantern/schemas/petition';
import { Notice } from '@lantern/ui/notice';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from 'react-router';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { languageName, languageNames, languagesWithout } from '../../shared/languages.ts';
import { Loading } from '../../shared/loading.tsx';
import { Page } from '../../shared/page.tsx';
import { settingsPath } from '../../shared/paths.ts';
import { Trouble } from '../../shared/trouble.tsx';
import { draftedOf } from './drafted.ts';
import { EditionDates } from './edition-dates.tsx';
import { LanguageTexts } from './language-texts.tsx';
import { useNamedEdition, useTexts } from './use-texts.ts';

/** The petition's words in every language, and the person's word that each needs before it is signed. */
export default function TextsPage() {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const me = useQuery(trpc.auth.me.queryOptions());
  const named = useNamedEdition();
  const { texts, page, isPending, error, refetch } = useTexts();
  return (
    <Page title={t('texts.title')}>
      {isPending && <Loading />}
      {Boolean(error) && (
        <div className="mt-6 max-w-reading">
          <Trouble text={t(wordsOf(faultOf(error)))} again={refetch} />
        </div>
      )}
      {page && texts && (
        <>
          <p className="mt-2 max-w-reading text-muted">{t('texts.lead')}</p>
          <EditionDates edition={page.edition} />
          {named !== null && <BackToSettings edition={named} />}
          <Missing page={page} />
          <Saved texts={texts} />
          <LanguageLinks />
          <div className="mt-8 grid gap-x-8 gap-y-12 lg:grid-cols-3">
            {LOCALES.map((language) => (
              <LanguageTexts key={language} {...{ language, texts, page, role: me.data?.role }} />
            ))}
          </div>
        </>
      )}
    </Page>
  );
}

function BackToSettings({ edition }: { edition: string }) {
  const { t } = useLanguage();
  return (
    <Link
      to={settingsPath(edition)}
      className="inline-flex min-h-touch items-center font-semibold underline"
    >
      {t('texts.back', { edition })}
    </Link>
  );
}

function Missing({ page }: { page: PetitionPage }) {
  const { t, locale } = useLanguage();
  const missing = languagesWithout(page.locales);
  if (missing.length === 0) return null;
  const title = t('texts.missing', { n: missing.length });
  return (
    <Notice tone="warm" title={title} className="mt-6 max-w-reading">
      {languageNames(missing, locale)}
    </Notice>
  );
}

/** Told after coming from the form, until the draft is approved. */
function Saved({ texts }: { texts: readonly PetitionTextVersion[] }) {
  const { t, locale } = useLanguage();
  const { state } = useLocation();
  const saved = texts.find(({ id }) => id === draftedOf(state));
  if (saved?.state !== 'draft') return null;
  const values = { n: saved.version, language: languageName(saved.locale, locale) };
  return (
    <output className="block">
      <Notice className="mt-6 max-w-reading">{t('texts.saved', values)}</Notice>
    </output>
  );
}

/** Where the languages stand one after another, a way past the long letters. */
function LanguageLinks() {
  const { t, locale } = useLanguage();
  return (
    <nav aria-label={t('texts.languages')} className="mt-4 lg:hidden">
      <ul className="flex flex-wrap gap-x-5">
        {LOCALES.map((language) => (
          <li key={language}>
            <a href={`#${language}`} className="inline-flex min-h-touch items-center underline">
              {languageName(language, locale)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
