import { buttonClass } from '@lantern/ui/button';
import type { ReactNode } from 'react';
import { pathTo } from '../../shared/paths.ts';
import type { TakePartWords } from './take-part-words.server.ts';
import type { WaysIn } from './take-part.server.tsx';

interface Props {
  ways: WaysIn;
  edition: string | null;
  words: TakePartWords;
}

/** What can be done, the likeliest first; what there is not is left out. */
export function Ways(props: Props) {
  return (
    <div id="ways">
      <Answering {...props} />
      <Open {...props} />
      <Solidarity {...props} />
      <Write {...props} />
    </div>
  );
}

function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="mt-10 border-t border-line pt-6">
      <h2 id={id} className="text-2xl">
        {title}
      </h2>
      {children}
    </section>
  );
}

/** Somebody is there already: write to them. */
function Answering({ ways: { answering, named }, edition, words: { t, locale } }: Props) {
  if (answering.length === 0) return null;
  const title = named === null ? t('answering.title-country') : t('answering.title');
  return (
    <Part id="answering" title={title}>
      <p className="mt-3">{t('answering.text')}</p>
      <ul className="mt-4 flex flex-wrap gap-3">
        {answering.map(({ slug, name }) => (
          <li key={slug}>
            <a
              className={buttonClass()}
              href={`${pathTo(locale, `/cities/${slug}`, { edition })}#contact`}
            >
              {t('answering.write', { city: name[locale] })}
            </a>
          </li>
        ))}
      </ul>
    </Part>
  );
}

/** The nearest mission that has nobody. */
function Open({ ways: { open, answering, named }, edition, words: { t, locale } }: Props) {
  if (!open) return null;
  const city = open.name[locale];
  const here = open.slug === named?.slug;
  const km = new Intl.NumberFormat(locale).format(open.km);
  return (
    <Part id="open" title={t('open.title')}>
      <p className="mt-3">{here ? t('open.text-here', { city }) : t('open.text', { city, km })}</p>
      <p className="mt-4 flex flex-wrap gap-3">
        <a
          className={buttonClass(answering.length > 0 ? 'quiet' : 'primary')}
          href={pathTo(locale, '/take-part/apply', { edition, city: open.slug })}
        >
          {t('open.apply', { city })}
        </a>
        <a
          className={buttonClass('quiet')}
          href={pathTo(locale, `/cities/${open.slug}`, { edition })}
        >
          {t('open.page', { city })}
        </a>
      </p>
    </Part>
  );
}

function Solidarity({ ways: { solidarity, named }, edition, words: { t, locale } }: Props) {
  const own = named?.kind === 'solidarity' && !named.hasPeople ? named : null;
  if (solidarity.length === 0 && !own) return null;
  const number = new Intl.NumberFormat(locale);
  return (
    <Part id="solidarity" title={t('solidarity.title')}>
      {own && (
        <>
          <p className="mt-3">{t('solidarity.own', { city: own.name[locale] })}</p>
          <p className="mt-4">
            <a
              className={buttonClass()}
              href={pathTo(locale, '/take-part/apply', { edition, city: own.slug })}
            >
              {t('open.apply', { city: own.name[locale] })}
            </a>
          </p>
        </>
      )}
      {solidarity.length > 0 && <p className="mt-3">{t('solidarity.text')}</p>}
      <ul className="mt-3 empty:hidden">
        {solidarity.map(({ slug, name, km }) => (
          <li key={slug}>
            <a
              className="inline-flex min-h-touch items-center text-accent underline underline-offset-4"
              href={pathTo(locale, `/cities/${slug}`, { edition })}
            >
              {t('near', { city: name[locale], km: number.format(km) })}
            </a>
          </li>
        ))}
      </ul>
    </Part>
  );
}

/** Where the letter goes by post. An address is shown only where staff have entered it. */
function Write({ ways: { write }, edition, words: { t, locale } }: Props) {
  if (write.length === 0)
    return (
      <Part id="write" title={t('write.title')}>
        <p className="mt-3">{t('write.none')}</p>
        <p className="mt-4">
          <a className={buttonClass('quiet')} href={pathTo(locale, '', { edition })}>
            {t('sign')}
          </a>
        </p>
      </Part>
    );
  return (
    <Part id="write" title={t('write.title')}>
      <p className="mt-3">{write.length === 1 ? t('write.text') : t('write.text-many')}</p>
      <ul className="mt-3 grid gap-4">
        {write.map(({ slug, kind, place, address, jurisdiction }) => (
          <li key={slug} className="rounded-card border border-line bg-raised p-5">
            <h3 className="text-lg">{t(`write.kind.${kind}`, { city: place[locale] })}</h3>
            {jurisdiction && (
              <p className="mt-1 text-muted">{t('write.covers', { words: jurisdiction })}</p>
            )}
            {address === null ? (
              <p className="mt-2 text-muted">{t('write.no-address')}</p>
            ) : (
              <address className="mt-2 whitespace-pre-line not-italic wrap-anywhere">
                {address}
              </address>
            )}
          </li>
        ))}
      </ul>
      <p className="mt-3">
        <a
          className="inline-flex min-h-touch items-center text-accent underline underline-offset-4"
          href={pathTo(locale, '/petition', { edition })}
        >
          {t('write.letter')}
        </a>
      </p>
    </Part>
  );
}
