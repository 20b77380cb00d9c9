import { AsOf } from '@lantern/ui/as-of';
import { Notice } from '@lantern/ui/notice';
import { useEdition } from '../../shared/edition.ts';
import { useLanguage } from '../../shared/i18n/translate.ts';
import { pathTo } from '../../shared/paths.ts';
import { filled, type LiveWords } from './live-words.ts';
import type { Choice } from './live-city.ts';

interface StillProps {
  /** When the page was made, ISO instant. */
  at: string;
  refreshes: boolean;
  choice: Choice;
  words: LiveWords;
}

const EVERY_S = 60;
const LINK =
  'inline-flex min-h-touch items-center font-semibold text-accent underline underline-offset-4';

/** Where no script runs the page says so, and reads itself again if it is asked to. */
export function StandingStill({ at, refreshes, choice, words }: StillProps) {
  const { locale } = useLanguage();
  const { asked } = useEdition();
  const link = (refresh: string | null, text: string) => (
    <a className={LINK} href={pathTo(locale, '/live', { ...choice, edition: asked, refresh })}>
      {text}
    </a>
  );
  const made = words[refreshes ? 'still.is-refreshing' : 'still.made'];
  return (
    <noscript>
      {refreshes && <meta httpEquiv="refresh" content={String(EVERY_S)} />}
      <div className="mt-4 max-w-reading rounded-control border-[1.5px] border-line bg-sunken px-4 py-3">
        <p>
          <AsOf at={at} locale={locale} say={(time) => filled(made, 'time', time)} />
        </p>
        <p className="flex flex-wrap gap-x-6">
          {refreshes ? (
            link(null, words['still.stop'])
          ) : (
            <>
              {link(null, words['still.again'])}
              {link(String(EVERY_S), words['still.every-minute'])}
            </>
          )}
        </p>
      </div>
    </noscript>
  );
}

/** Over the foot of the window, so that it moves nothing: what is shown may not be true any more. */
export function NotLive({ at, words }: { at: string; words: LiveWords }) {
  const { locale } = useLanguage();
  return (
    <div className="fixed inset-x-3 bottom-3 z-10 mx-auto max-w-reading">
      <Notice tone="danger" title={words['lost.title']}>
        <AsOf at={at} locale={locale} say={(time) => filled(words['lost.text'], 'time', time)} />
      </Notice>
    </div>
  );
}
