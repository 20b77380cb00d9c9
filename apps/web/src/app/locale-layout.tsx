import { RehearsalBanner } from '@lantern/ui/page-shell';
import { Outlet } from 'react-router';
import { apiContext, headContext } from '../shared/api/load-context.ts';
import { editionParam, localeParam, needed } from '../shared/api/loading.ts';
import { writtenDates } from '../shared/edition-dates.server.ts';
import { EditionContext, type Edition } from '../shared/edition.ts';
import { useLanguage } from '../shared/i18n/translate.ts';
import { PageFrame } from '../shared/page-frame.tsx';
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
  const rehearsal = kind === 'rehearsal';
  context.set(headContext, { asked: edition.asked, rehearsal, day: page.edition.date });
  return { edition };
}

export default function LocaleLayout({ loaderData: { edition } }: Route.ComponentProps) {
  const { t } = useLanguage();
  const banner = edition.kind === 'rehearsal' && (
    <RehearsalBanner word={t('rehearsal.word')} note={t('rehearsal.note')} />
  );
  return (
    <EditionContext value={edition}>
      <PageFrame banner={banner}>
        <Outlet />
      </PageFrame>
    </EditionContext>
  );
}
