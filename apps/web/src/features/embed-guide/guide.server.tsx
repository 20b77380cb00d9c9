import {
  EMBED_HEIGHTS,
  EMBED_THEMES,
  EMBED_TITLES,
  embedAddress,
  embedCode,
  type EmbedKind,
} from '@lantern/schemas/embed';
import { LOCALES } from '@lantern/schemas/locale';
import { buttonClass } from '@lantern/ui/button';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { pathTo } from '../../shared/paths.ts';
import type { GuideWords } from './guide-words.server.ts';

interface Guide {
  /** Where this site is. */
  origin: string;
  /** A partner's code, if the address named one. */
  source: string | null;
}

interface Props extends Guide {
  words: GuideWords;
}

/** Stands where a partner's own code goes. */
const OWN_CODE = 'your-code';

const LINK = 'inline-flex min-h-touch items-center text-accent underline underline-offset-4';

/** The page's content as HTML: nothing of it changes in the browser but its copying buttons. */
export function writeGuide(guide: Guide, words: GuideWords): string {
  return renderToStaticMarkup(<GuideArticle {...guide} words={words} />);
}

function GuideArticle({ words, ...guide }: Props) {
  const { t } = words;
  return (
    <>
      <h1 className="text-[2rem] md:text-[2.75rem]">{t('page.title')}</h1>
      <p className="mt-5 text-lg">{t('page.lead')}</p>
      <Part title={t('counter.title')}>
        <p>{t('counter.text')}</p>
        <Preview {...guide} words={words} />
        <Code kind="counter" {...guide} words={words} />
      </Part>
      <Part title={t('sign.title')}>
        <p>{t('sign.text')}</p>
        <p>{guide.source === null ? t('sign.ask') : t('sign.known', { ref: guide.source })}</p>
        {guide.source === null && (
          <p>
            <a className={LINK} href={pathTo(words.locale, '/contact')}>
              {t('sign.write')}
            </a>
          </p>
        )}
        <Code kind="sign" {...guide} source={guide.source ?? OWN_CODE} words={words} />
      </Part>
      <Part title={t('parts.title')}>
        <Parameters words={words} />
      </Part>
      <Part title={t('counted.title')}>
        <p>{t('counted.text')}</p>
        <p>{t('counted.figures')}</p>
        <p>
          <a className={LINK} href={pathTo(words.locale, '/petition/counting')}>
            {t('counted.more')}
          </a>
        </p>
      </Part>
      <Part title={t('care.title')}>
        <ul className="flex list-disc flex-col gap-2 ps-5">
          <li>{t('care.nothing')}</li>
          <li>{t('care.tab')}</li>
          <li>{t('care.script')}</li>
          <li>{t('care.policy', { origin: guide.origin })}</li>
        </ul>
      </Part>
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mt-12 flex flex-col gap-4">
      <h2 className="text-2xl">{title}</h2>
      {children}
    </section>
  );
}

/** The number as it would stand on somebody's page. */
function Preview({ origin, source, words: { locale, t } }: Props) {
  const address = embedAddress({ kind: 'counter', origin, ref: source, locale, theme: 'light' });
  return (
    <figure>
      {/* Our own document: a sandbox would only take its letters away. */}
      {/* oxlint-disable-next-line react/iframe-missing-sandbox */}
      <iframe
        src={address.slice(origin.length)}
        title={EMBED_TITLES[locale].counter}
        height={EMBED_HEIGHTS.counter}
        className="block w-full rounded-control border border-line"
        loading="lazy"
      />
      <figcaption className="mt-2 text-sm text-muted">{t('counter.preview')}</figcaption>
    </figure>
  );
}

function Code({ kind, origin, source, words: { locale, t } }: Props & { kind: EmbedKind }) {
  const id = `code-${kind}`;
  return (
    <div className="flex flex-col gap-2">
      <label htmlFor={id} className="font-semibold">
        {t('code.label', { height: EMBED_HEIGHTS[kind] })}
      </label>
      <textarea
        id={id}
        readOnly
        rows={7}
        spellCheck={false}
        className="w-full resize-y break-all rounded-control border-[1.5px] border-edge bg-raised p-3 font-mono text-sm"
        defaultValue={embedCode({ kind, origin, ref: source, locale, theme: 'auto' })}
      />
      <p>
        <button
          type="button"
          hidden
          className={`${buttonClass('quiet')} [&[hidden]]:hidden`}
          data-copies={id}
          data-copied={t('code.copied')}
        >
          {t('code.copy')}
        </button>
      </p>
    </div>
  );
}

function Parameters({ words: { t } }: { words: GuideWords }) {
  const rows = [
    ['ref', t('parts.ref'), OWN_CODE],
    ['lang', t('parts.lang'), LOCALES.join(', ')],
    ['theme', t('parts.theme'), EMBED_THEMES.join(', ')],
  ];
  return (
    <dl className="flex flex-col gap-3">
      {rows.map(([name, text, values]) => (
        <div key={name}>
          <dt className="font-mono font-semibold">
            {name} <span className="font-normal text-muted">({values})</span>
          </dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
