import { useEffect, useRef } from 'react';
import { writtenOnceContext } from '../../shared/api/load-context.ts';
import { localeParam } from '../../shared/api/loading.ts';
import { useLanguage } from '../../shared/i18n/translate.ts';
import { useWrittenMarkup } from '../../shared/written-once.ts';
import type { Route } from './+types/embed-page.ts';
import { guideWords } from './guide-words.server.ts';
import { writeGuide } from './guide.server.tsx';

export function loader({ params, context, url }: Route.LoaderArgs) {
  const locale = localeParam(params);
  const words = guideWords(locale);
  const guide = { origin: url.origin, source: url.searchParams.get('ref') };
  context.set(writtenOnceContext, { embedding: writeGuide(guide, words) });
  return { title: words.t('page.title'), description: words.t('page.description') };
}

/** How to show the number and the form on a site of one's own. Without JavaScript a code is marked and copied by hand. */
export default function EmbedPage({ loaderData }: Route.ComponentProps) {
  const { t } = useLanguage();
  const article = useRef<HTMLElement>(null);
  useEffect(() => (article.current ? offerCopying(article.current) : undefined), []);
  return (
    <>
      <title>{`${loaderData.title} · ${t('site.name')}`}</title>
      <meta name="description" content={loaderData.description} />
      <article
        ref={article}
        className="mx-auto w-full max-w-reading px-5 pb-20 pt-6 text-[1.0625rem] md:pt-14"
        {...useWrittenMarkup('embedding')}
      />
    </>
  );
}

/** Shows the buttons the server wrote and lets them copy; answers what takes that back. */
function offerCopying(article: HTMLElement): () => void {
  const copy = async ({ target }: MouseEvent) => {
    const button = target instanceof Element ? target.closest('button') : null;
    const code = document.querySelector<HTMLTextAreaElement>(
      `textarea[id="${button?.dataset['copies'] ?? ''}"]`,
    );
    if (!button || !code) return;
    await navigator.clipboard.writeText(code.value);
    button.textContent = button.dataset['copied'] ?? '';
  };
  const onClick = (event: MouseEvent) => void copy(event);
  article.addEventListener('click', onClick);
  for (const button of article.querySelectorAll('button')) button.hidden = false;
  return () => article.removeEventListener('click', onClick);
}
