import { LOCALE_NAMES, LOCALES, type Locale } from '@lantern/schemas/locale';
import { LanguageMenu } from '@lantern/ui/language-menu';
import { Main, SiteFooter, SiteHeader, SkipLink } from '@lantern/ui/page-shell';
import { use, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import { EditionContext } from './edition.ts';
import { useLanguage } from './i18n/translate.ts';
import { pathTo } from './paths.ts';

/** This very page in another language; an address without a language leads to that language's home. */
function useLocalisedPath(): (locale: Locale) => string {
  const { pathname, search } = useLocation();
  const [, first, ...rest] = pathname.split('/');
  const known = LOCALES.some((locale) => locale === first);
  return (locale) => (known ? `/${[locale, ...rest].join('/')}${search}` : pathTo(locale, ''));
}

// Short in the header, where there is room for it; all of them in the footer.
const HEADER = [
  ['/why', 'nav.why'],
  ['/petition', 'nav.petition'],
  ['/cities', 'nav.cities'],
  ['/live', 'nav.live'],
  ['/contact', 'nav.contact'],
] as const;
const FOOTER = [
  ['', 'foot.sign'],
  ['/petition', 'foot.petition'],
  ['/petition/counting', 'total.how'],
  ['/why', 'nav.why'],
  ['/cities', 'nav.cities'],
  ['/live', 'foot.live'],
  ['/press', 'nav.press'],
  ['/take-part', 'nav.take-part'],
  ['/embed', 'nav.partners'],
  ['/privacy', 'nav.privacy'],
  ['/accessibility', 'nav.accessibility'],
  ['/contact', 'nav.contact'],
] as const;

/** Header, main part and footer, around every page and every error page. */
export function PageFrame({ banner, children }: { banner?: ReactNode; children: ReactNode }) {
  const { locale, t } = useLanguage();
  // Error pages speak of no edition.
  const edition = use(EditionContext)?.asked;
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
      <SiteHeader
        name={t('site.name')}
        homeHref={pathTo(locale, '', { edition })}
        pages={
          <nav aria-label={t('foot.pages')} className={HEADER_NAV}>
            <PageLinks pages={HEADER} />
          </nav>
        }
      >
        <LanguageMenu label={t('frame.language')} current={locale} languages={languages} />
      </SiteHeader>
      <Main className="grow">{children}</Main>
      <SiteFooter>
        <p className="max-w-reading text-balance break-keep font-serif text-lg leading-snug text-text">
          {t('foot.coalition')}
        </p>
        <nav aria-label={t('foot.more')} className="mt-4 flex max-w-[54rem] flex-wrap gap-x-6">
          <PageLinks pages={FOOTER} />
        </nav>
        <p className="mt-4 max-w-reading">{t('foot.privacy')}</p>
      </SiteFooter>
    </>
  );
}

const HEADER_NAV = 'no-print hidden grow justify-end gap-x-6 text-[0.9375rem] md:flex';

function PageLinks({ pages }: { pages: typeof HEADER | typeof FOOTER }) {
  const { locale, t } = useLanguage();
  const edition = use(EditionContext)?.asked;
  const { pathname } = useLocation();
  return pages.map(([page, name]) => (
    <a
      key={page}
      href={pathTo(locale, page, { edition })}
      aria-current={pathname === pathTo(locale, page) ? 'page' : undefined}
      className="inline-flex min-h-touch items-center underline decoration-1 underline-offset-4 aria-[current]:font-semibold aria-[current]:text-text aria-[current]:no-underline"
    >
      {t(name)}
    </a>
  ));
}
