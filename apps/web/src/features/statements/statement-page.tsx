import { data } from 'react-router';
import { writtenOnceContext } from '../../shared/api/load-context.ts';
import { editionParam, localeParam } from '../../shared/api/loading.ts';
import { useLanguage } from '../../shared/i18n/translate.ts';
import { useWrittenMarkup } from '../../shared/written-once.ts';
import type { Route } from './+types/statement-page.ts';
import { statementWords } from './statement-words.server.ts';
import { STATEMENTS, writeStatement } from './write-statement.server.tsx';

/** One page for all statements: which one it is, the end of the address says. */
export async function loader({ params, context, url }: Route.LoaderArgs) {
  const locale = localeParam(params);
  const statement = STATEMENTS.find((known) => url.pathname.endsWith(`/${known}`));
  if (!statement) throw data(null, { status: 404 });
  const words = statementWords(locale, editionParam(url));
  const { title, description, html } = writeStatement(statement, words);
  context.set(writtenOnceContext, { statement: html });
  return { title, description };
}

export default function StatementPage({ loaderData }: Route.ComponentProps) {
  const { t } = useLanguage();
  return (
    <>
      <title>{`${loaderData.title} · ${t('site.name')}`}</title>
      <meta name="description" content={loaderData.description} />
      <article
        className="mx-auto w-full max-w-page px-5 pb-20 pt-6 md:px-8 md:pt-14"
        {...useWrittenMarkup('statement')}
      />
    </>
  );
}
