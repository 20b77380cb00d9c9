import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { pathTo } from '../../shared/paths.ts';
import { PlainLink } from '../../shared/plain-link.server.tsx';
import { DayFigures, SigningFigures, type Figures } from './press-figures.server.tsx';
import type { PressWords } from './press-words.server.ts';

interface Press {
  figures: Figures;
  /** The day in words. */
  day: string;
  /** Slug of the edition the address named. */
  edition: string | null;
}

/** The page's content as HTML: it is read once, so nothing of it is sent as data or script. */
export function writePress(press: Press, words: PressWords): string {
  return renderToStaticMarkup(<PressArticle {...press} words={words} />);
}

const TABLES = [
  ['count', 'count.csv'],
  ['countries', 'countries.csv'],
  ['cities', 'cities.csv'],
  ['history', 'history.csv?resolution=day'],
  ['corrections', 'corrections.csv'],
  ['feed', 'feed.csv'],
] as const;

function PressArticle({ figures, day, edition, words }: Press & { words: PressWords }) {
  const { t, locale } = words;
  return (
    <>
      <header className="max-w-reading">
        <h1 className="text-[2rem] md:text-[2.75rem]">{t('page.title')}</h1>
        <p className="mt-5 text-lg">{t('lead')}</p>
      </header>
      <Section title={t('figures.title')}>
        <SigningFigures figures={figures} words={words} />
      </Section>
      <Section title={t('day.title')}>
        <p className="mb-4">{t('day.date', { day })}</p>
        <DayFigures cities={figures.cities} words={words} />
        <p className="mt-4 max-w-reading">{t('day.caution')}</p>
        <p className="mt-2">
          <PlainLink href={pathTo(locale, '/live', { edition })}>{t('day.live')}</PlainLink>
        </p>
      </Section>
      <div className="grid gap-x-16 lg:grid-cols-2">
        <Counted edition={edition} words={words} />
        <Tables edition={edition} words={words} />
      </div>
      <People edition={edition} words={words} />
    </>
  );
}

interface PartProps {
  edition: string | null;
  words: PressWords;
}

function Counted({ edition, words: { t, locale } }: PartProps) {
  return (
    <Section title={t('counted.title')}>
      <ul className="flex list-disc flex-col gap-3 ps-5">
        <li>{t('counted.once')}</li>
        <li>{t('counted.falls')}</li>
        <li>{t('counted.small')}</li>
      </ul>
      <p className="mt-2">
        <PlainLink href={pathTo(locale, '/petition/counting', { edition })}>
          {t('counted.more')}
        </PlainLink>
      </p>
    </Section>
  );
}

function Tables({ edition, words: { t } }: PartProps) {
  return (
    <Section title={t('tables.title')}>
      <p>{t('tables.lead')}</p>
      <ul className="mt-2">
        {TABLES.map(([name, file]) => (
          <li key={name} className="border-b border-line">
            <a
              className="flex min-h-12 flex-wrap items-center justify-between gap-x-4 py-2 text-accent underline underline-offset-4"
              href={withEdition(`/api/v1/${file}`, edition)}
              download
            >
              {t(`table.${name}`)}
              <span className="text-sm text-muted">CSV</span>
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function People({ edition, words: { t, locale } }: PartProps) {
  return (
    <Section title={t('people.title')}>
      <p className="max-w-reading">{t('people.text')}</p>
      <p className="mt-3 flex flex-wrap gap-x-8">
        <PlainLink href={pathTo(locale, '/contact', { topic: 'press', edition })}>
          {t('people.write')}
        </PlainLink>
        <PlainLink href={pathTo(locale, '/why', { edition })}>{t('people.why')}</PlainLink>
      </p>
    </Section>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mt-12 min-w-0 text-[1.0625rem]">
      <h2 className="mb-4 text-2xl">{title}</h2>
      {children}
    </section>
  );
}

function withEdition(path: string, edition: string | null): string {
  if (edition === null) return path;
  return `${path}${path.includes('?') ? '&' : '?'}edition=${encodeURIComponent(edition)}`;
}
