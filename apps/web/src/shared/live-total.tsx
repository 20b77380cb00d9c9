import type { CountJson } from '@lantern/schemas/public-json';
import { AsOf } from '@lantern/ui/as-of';
import { BigNumber } from '@lantern/ui/big-number';
import { LiveMark } from '@lantern/ui/live-badge';
import type { ComponentType } from 'react';
import { useEdition } from './edition.ts';
import { useLanguage } from './i18n/translate.ts';
import { pathTo } from './paths.ts';
import { useLiveCount } from './use-live-count.ts';

interface Props {
  initial: CountJson;
  className?: string;
  /** Something below that follows the number. */
  Below?: ComponentType<{ total: number }>;
}

/** The number, when it was true, and in words whether the page is still being told. */
export function LiveTotal({ initial, className = '', Below }: Props) {
  const { locale, t } = useLanguage();
  const { asked, slug } = useEdition();
  const { total, asOf, freshness } = useLiveCount(initial, { slug, follows: asked === null });
  return (
    <>
      <p className={`flex flex-wrap items-end gap-x-4 gap-y-1.5 ${className}`}>
        <BigNumber
          value={total}
          locale={locale}
          testId="total"
          className="text-[min(2.75rem,13vw)] md:text-[3.75rem] lg:text-[5.5rem] print:text-[26pt]"
        />
        {/* Beside the number, or whole below it once it has grown: never squeezed. */}
        <span className="min-w-30 whitespace-nowrap pb-0.5 text-sm leading-snug text-muted sm:text-base lg:pb-2 lg:text-lg">
          <span className="block text-text">{t('total.signed', { count: total })}</span>
          <span className="flex items-center gap-1.5 print:hidden" data-freshness={freshness}>
            {freshness !== 'still' && <LiveMark state={freshness} />}
            <AsOf at={asOf} locale={locale} say={(time) => t(`total.${freshness}`, { time })} />
          </span>
          {/* Paper is never live. */}
          <span className="hidden print:block" aria-hidden>
            <AsOf at={asOf} locale={locale} say={(time) => t('total.still', { time })} dated />
          </span>
          <a
            className="no-print -my-3.5 block w-fit py-3.5 text-accent underline underline-offset-4"
            href={pathTo(locale, '/petition/counting', { edition: asked })}
          >
            {t('total.how')}
          </a>
        </span>
      </p>
      {Below && <Below total={total} />}
    </>
  );
}
