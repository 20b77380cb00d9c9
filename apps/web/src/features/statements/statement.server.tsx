import type { ReactNode } from 'react';
import { pathTo, type Page } from '../../shared/paths.ts';
import { PlainLink } from '../../shared/plain-link.server.tsx';
import type { StatementId, StatementWords } from './statement-words.server.ts';

interface ArticleProps {
  title: StatementId;
  lead: StatementId;
  words: StatementWords;
  children: ReactNode;
}

/** A page to read: title, what it is about, its parts. */
export function Article({ title, lead, words: { t }, children }: ArticleProps) {
  return (
    <>
      <header className="max-w-reading">
        <h1 className="text-[2rem] md:text-[2.75rem]">{t(title)}</h1>
        <p className="mt-5 text-lg">{t(lead)}</p>
      </header>
      <div className="mt-12 flex flex-col gap-12 text-[1.0625rem]">{children}</div>
    </>
  );
}

/** One part of a statement: paragraphs, then points if it has any. */
export interface Part {
  title: StatementId;
  paragraphs?: readonly StatementId[];
  points?: readonly StatementId[];
  /** What stands after the points. */
  after?: readonly StatementId[];
}

/** Parts one after another. */
export function Parts({ parts, words }: { parts: readonly Part[]; words: StatementWords }) {
  return parts.map((part) => <PartOf key={part.title} {...part} words={words} />);
}

interface PartProps extends Part {
  words: StatementWords;
  children?: ReactNode;
}

/** One part under its heading; `children` stand at its end. */
export function PartOf({ title, paragraphs, points, after, words, children }: PartProps) {
  const { t } = words;
  return (
    <section className="max-w-reading">
      <h2 className="mb-3 text-2xl">{t(title)}</h2>
      <div className="flex flex-col gap-4">
        {paragraphs?.map((id) => (
          <p key={id}>{t(id)}</p>
        ))}
        {points && (
          <ul className="flex list-disc flex-col gap-3 ps-5">
            {points.map((id) => (
              <li key={id}>{t(id)}</li>
            ))}
          </ul>
        )}
        {after?.map((id) => (
          <p key={id}>{t(id)}</p>
        ))}
        {children}
      </div>
    </section>
  );
}

interface WayProps {
  to: Page;
  words: StatementWords;
  label: StatementId;
}

/** A link to a page of ours, on a line of its own. */
export function Way({ to, words: { locale, edition, t }, label }: WayProps) {
  return (
    <p>
      <PlainLink href={pathTo(locale, to, { edition })}>{t(label)}</PlainLink>
    </p>
  );
}
