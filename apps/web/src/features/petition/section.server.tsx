import type { ReactNode } from 'react';
import type { PetitionWords } from './petition-words.server.ts';

interface SectionProps {
  title: string;
  /** Names the section in an address, so that a link can lead to it. */
  id?: string;
  className?: string;
  children: ReactNode;
}

/** One part of a page under its heading. */
export function Section({ title, id, className = '', children }: SectionProps) {
  return (
    <section id={id} className={`min-w-0 ${className}`}>
      <h2 className="mb-3 text-2xl">{title}</h2>
      {children}
    </section>
  );
}

interface StampProps {
  of: { version: number; asOf: string };
  words: PetitionWords;
}

/** Which tally version a figure is of, and when it was read. */
export function Stamp({ of: { version, asOf }, words }: StampProps) {
  const time = words.instant(asOf);
  return (
    <p className="tabular mt-3 text-sm text-muted">
      <time dateTime={asOf}>{words.t('page.stamp', { version: words.number(version), time })}</time>
    </p>
  );
}
