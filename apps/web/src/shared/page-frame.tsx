import { LOCALE_NAMES, LOCALES, type Locale } from '@lantern/schemas/locale';
import { LanguageMenu } from '@lantern/ui/language-menu';
import { Main, SiteFooter, SiteHeader, SkipLink } from '@lantern/ui/page-shell';
import type { ReactNode } from 'react';
import { useLocation } from 'react-router';
import { useLanguage } from './i18n/translate.ts';
import { pathTo } from './paths.ts';

/** This very page in another language; an address without a language leads to that language's home. */
function useLocalisedPath(): (locale: Locale) => string {
  const { pathname, search } = useLocation();
  const [, first, ...rest] = pathname.split('/');
  const known = LOCALES.some((locale) => locale === first);
  return (locale) => (known ? `/${[locale, ...rest].join('/')}${search}` : pathTo(locale, ''));
}

/** Header, main part and footer, around every page and every error page. */
export function PageFrame({ banner, children }: { banner?: ReactNode; children: ReactNode }) {
  const { locale, t } = useLanguage();
  const inLanguage = useLocalisedPath();
  const languages = LOCALES.map((lang) => ({
    lang,
    name: LOCALE_NAMES[lang],
    href: inLanguage(lang),
  }));
  return (
    <>
      <SkipLink label={t('frame.skip')} />
      {banner}
      <SiteHeader name={t('site.name')} homeHref={pathTo(locale, '')}>
        <LanguageMenu label={t('frame.language')} current={locale} languages={languages} />
      </SiteHeader>
      <Main className="grow">{children}</Main>
      <Foot />
    </>
  );
}

function Foot() {
  const { locale, t } = useLanguage();
  return (
    <SiteFooter>
      <p className="max-w-reading font-serif text-lg leading-snug text-text">
        {t('foot.coalition')}
      </p>
      <nav aria-label={t('foot.pages')} className="mt-4 flex flex-wrap gap-x-6">
        <a className="inline-flex min-h-touch items-center underline" href={pathTo(locale, '')}>
          {t('foot.sign')}
        </a>
        <a
          className="inline-flex min-h-touch items-center underline"
          href={pathTo(locale, '/petition')}
        >
          {t('foot.petition')}
        </a>
        <a
          className="inline-flex min-h-touch items-center underline"
          href={pathTo(locale, '/petition/counting')}
        >
          {t('total.how')}
        </a>
      </nav>
      <p className="mt-4 max-w-reading">{t('foot.privacy')}</p>
    </SiteFooter>
  );
}
