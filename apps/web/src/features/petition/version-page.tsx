import { data } from 'react-router';
import { apiContext, writtenOnceContext } from '../../shared/api/load-context.ts';
import { editionParam, localeParam, needed } from '../../shared/api/loading.ts';
import { useLanguage } from '../../shared/i18n/translate.ts';
import { useWrittenMarkup } from '../../shared/written-once.ts';
import type { Route } from './+types/version-page.ts';
import { petitionWords } from './petition-words.server.ts';
import { writeVersion } from './version.server.tsx';

export async function loader({ params, context, url }: Route.LoaderArgs) {
  const locale = localeParam(params);
  const edition = editionParam(url);
  if (!/^[1-9]\d{0,5}$/u.test(params.version)) throw data(null, { status: 404 });
  const { petition } = context.get(apiContext);
  const version = await needed(
    petition.version({ locale, edition, version: Number(params.version) }),
  );
  const words = petitionWords(locale);
  const shown = { version, origin: url.origin, edition: edition ?? null };
  context.set(writtenOnceContext, { letter: writeVersion(shown, words) });
  const name = words.t('versions.name', { version: words.number(version.version) });
  return { title: `${version.title} · ${name}`, description: words.t('versions.lead') };
}

export default function VersionPage({ loaderData }: Route.ComponentProps) {
  const { t } = useLanguage();
  return (
    <>
      <title>{`${loaderData.title} · ${t('site.name')}`}</title>
      <meta name="description" content={loaderData.description} />
      <article
        className="mx-auto w-full max-w-page px-5 pb-20 pt-6 md:px-8 md:pt-14 print:p-0 [&>*]:max-w-reading"
        {...useWrittenMarkup('letter')}
      />
    </>
  );
}
