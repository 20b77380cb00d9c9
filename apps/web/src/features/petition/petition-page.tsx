import { buttonClass } from '@lantern/ui/button';
import { Flame } from '@lantern/ui/flame';
import { apiContext, writtenOnceContext } from '../../shared/api/load-context.ts';
import { editionParam, localeParam, needed } from '../../shared/api/loading.ts';
import { useEdition } from '../../shared/edition.ts';
import { useLanguage } from '../../shared/i18n/translate.ts';
import { LiveTotal } from '../../shared/live-total.tsx';
import { pathTo } from '../../shared/paths.ts';
import { ReadingPage } from '../../shared/reading-page.tsx';
import { useWrittenMarkup } from '../../shared/written-once.ts';
import type { Route } from './+types/petition-page.ts';
import { countingWords } from './counting-words.server.ts';
import { writeGrowth } from './growth-chart.server.tsx';

export async function loader({ params, context, url }: Route.LoaderArgs) {
  const locale = localeParam(params);
  const edition = editionParam(url);
  const { petition, counts } = context.get(apiContext);
  const [text, count, history] = await needed(
    Promise.all([
      petition.page({ locale, edition }),
      counts.current({ edition }),
      counts.history({ edition }),
    ]),
  );
  context.set(writtenOnceContext, { growth: writeGrowth(history, countingWords(locale)) });
  const { title, addressee, body, hash, version } = text;
  // Paragraphs are set apart by an empty line; the text is shown as text, never as markup.
  return { title, addressee, paragraphs: body.split(/\n\s*\n/u), hash, version, count };
}

export default function PetitionPage({ loaderData }: Route.ComponentProps) {
  const { locale, t } = useLanguage();
  const { asked, phase } = useEdition();
  const { title, addressee, paragraphs, count } = loaderData;
  if (loaderData.version === 0) return <NotApproved />;
  return (
    <article className="mx-auto w-full max-w-reading px-5 pb-20 pt-6 md:pt-14 print:p-0">
      <title>{`${title} · ${t('site.name')}`}</title>
      <meta name="description" content={t('petition.description')} />
      <h1 className="text-[2rem] md:text-[2.75rem]">{title}</h1>
      <p className="mt-5 font-serif text-xl leading-snug text-muted">{addressee}</p>
      <div className="mt-8 flex flex-col gap-5 whitespace-pre-line font-serif text-[1.1875rem] leading-body print:mt-4 print:gap-3 print:text-[11pt] print:leading-normal">
        {paragraphs.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </div>
      <div className="mt-12 border-t border-line pt-8 print:mt-6 print:pt-5">
        <LiveTotal initial={count} />
        <Growth />
        {phase === 'open' && (
          <a
            className={buttonClass('primary', 'no-print mt-6 min-h-14 text-lg')}
            href={pathTo(locale, '', { edition: asked })}
          >
            <Flame className="h-5 w-4" />
            {t('petition.sign')}
          </a>
        )}
      </div>
      <Particulars hash={loaderData.hash} version={loaderData.version} />
    </article>
  );
}

/** How the number came about, drawn by the server; nothing before the first signature. */
function Growth() {
  return <div {...useWrittenMarkup('growth')} />;
}

/** Until someone has approved the text in this language. */
function NotApproved() {
  const { t } = useLanguage();
  return (
    <ReadingPage title={t('petition.title')}>
      <p>{t('petition.waiting')}</p>
    </ReadingPage>
  );
}

function Particulars({ hash, version }: { hash: string; version: number }) {
  const { t } = useLanguage();
  const { dates } = useEdition();
  const rows = [
    [t('petition.opens'), dates.opens],
    [t('petition.closes'), dates.closes],
    [t('petition.delivered'), dates.delivers],
    [t('petition.version'), String(version)],
  ];
  return (
    <section className="mt-12 break-inside-avoid print:mt-6 rounded-card bg-sunken p-5 md:p-7 print:p-0">
      <h2 className="text-xl">{t('petition.particulars')}</h2>
      <dl className="mt-4 grid gap-x-6 gap-y-3 text-[0.9375rem] sm:grid-cols-[auto_1fr]">
        {rows.map(([name, value]) => (
          <div key={name} className="sm:contents">
            <dt className="text-muted">{name}</dt>
            <dd className="tabular">{value}</dd>
          </div>
        ))}
        <div className="sm:contents">
          <dt className="text-muted">{t('petition.hash')}</dt>
          <dd className="break-all font-mono text-sm">{hash}</dd>
        </div>
      </dl>
      <p className="mt-4 text-sm text-muted">{t('petition.hash-note')}</p>
    </section>
  );
}
