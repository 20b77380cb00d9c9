import { Flame } from '@lantern/ui/flame';
import type { ReactNode } from 'react';
import { useLanguage } from './i18n/translate.ts';

interface Props {
  title: string;
  children: ReactNode;
  /** Kept out of search engines: pages that belong to one person's link. */
  unlisted?: boolean;
  /** The lit mark above the title: something came about. */
  lit?: boolean;
}

/** One column of reading width under one heading, with the document's title. */
export function ReadingPage({ title, children, unlisted = false, lit = false }: Props) {
  const { t } = useLanguage();
  return (
    <div className="mx-auto w-full max-w-reading px-5 pb-20 pt-8 md:pt-16">
      <title>{`${title} · ${t('site.name')}`}</title>
      {unlisted && <meta name="robots" content="noindex" />}
      {lit && <Flame className="mb-6 h-16 w-12" />}
      <h1 className="text-[2rem] md:text-[2.75rem]">{title}</h1>
      <div className="mt-6 flex flex-col gap-5 text-[1.0625rem]">{children}</div>
    </div>
  );
}
