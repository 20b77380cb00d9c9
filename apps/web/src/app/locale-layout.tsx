import { LOCALES } from '@lantern/schemas/locale';
import { RehearsalBanner } from '@lantern/ui/page-shell';
import { Outlet } from 'react-router';
import { apiContext } from '../shared/api/load-context.ts';
import { editionParam, localeParam, needed } from '../shared/api/loading.ts';
import { writtenDates } from '../shared/edition-dates.server.ts';
import { EditionContext, type Edition } from '../shared/edition.ts';
import { useLanguage } from '../shared/i18n/translate.ts';
import { PageFrame, useLocalisedPath } from '../shared/page-frame.tsx';
import type { Route } from './+types/locale-layout.ts';

export async function loader({ params, context, url }: Route.LoaderArgs) {
  const locale = localeParam(params);
  const asked = editionParam(url);
  const page = await needed(context.get(apiContext).petition.page({ locale, edition: asked }));
  const { slug, kind, phase } = page.edition;
  const edition: Edition = {
    asked: asked ? slug : null,
    slug,
    kind,
    phase,
    textHash: page.hash,
    dates: writtenDates(page.edition, locale),
  };
  return { edition, origin: url.origin };
}

export default function LocaleLayout({ loaderData: { edition, origin } }: Route.ComponentProps) {
  const { t } = useLanguage();
  const banner = edition.kind === 'rehearsal' && (
    <RehearsalBanner word={t('rehearsal.word')} note={t('rehearsal.note')} />
  );
  return (
    <EditionContext value={edition}>
      <Alternates origin={origin} />
      <PageFrame banner={banner}>
        <Outlet />
      </PageFrame>
    </EditionContext>
  );
}

/** Tells search engines the same page in every language. */
function Alternates({ origin }: { origin: string }) {
  const inLanguage = useLocalisedPath();
  return LOCALES.map((locale) => (
    <link
      key={locale}
      rel="alternate"
      hrefLang={locale}
      href={`${origin}${inLanguage(locale).replace(/\?.*$/u, '')}`}
    />
  ));
}
