import { data } from 'react-router';
import { apiContext } from '../../shared/api/load-context.ts';
import { localeParam, needed } from '../../shared/api/loading.ts';
import { ReadingPage } from '../../shared/reading-page.tsx';
import type { Route } from './+types/news-page.ts';
import { writtenNews } from './written-news.server.ts';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;

export async function loader({ params, context }: Route.LoaderArgs) {
  const locale = localeParam(params);
  if (!UUID.test(params.id)) throw data(null, { status: 404 });
  const { news } = context.get(apiContext);
  return writtenNews(await needed(news.published({ newsId: params.id, locale })), locale);
}

/**
 * News that was mailed, for readers whose mail provider must show their mail to the Chinese state: their mail
 * says only where this page is. Whoever has its address may read it; nothing leads here.
 */
export default function NewsPage({ loaderData }: Route.ComponentProps) {
  const { title, at, date, paragraphs } = loaderData;
  return (
    <ReadingPage title={title} unlisted>
      <p className="text-muted">
        <time dateTime={at}>{date}</time>
      </p>
      {paragraphs.map(({ key, text, href }) => (
        <p key={key} className="wrap-anywhere">
          {href ? <a href={href}>{text}</a> : text}
        </p>
      ))}
    </ReadingPage>
  );
}
