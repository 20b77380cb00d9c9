import { Article, PartOf, Parts, Way } from './statement.server.tsx';
import type { Part } from './statement.server.tsx';
import type { StatementWords } from './statement-words.server.ts';

const PARTS: readonly Part[] = [
  {
    title: 'access.built.title',
    paragraphs: ['access.aim'],
    points: [
      'access.built.keyboard',
      'access.built.size',
      'access.built.contrast',
      'access.built.script',
      'access.built.drawings',
      'access.built.motion',
    ],
  },
  {
    title: 'access.tested.title',
    points: ['access.tested.automatic', 'access.tested.keyboard', 'access.tested.when'],
  },
  {
    title: 'access.limits.title',
    points: [
      'access.limits.automatic',
      'access.limits.live',
      'access.limits.names',
      'access.limits.mail',
    ],
  },
];

/** What can be expected of the site, what falls short, and how to say so. */
export function Accessibility({ words }: { words: StatementWords }) {
  return (
    <Article title="access.title" lead="access.lead" words={words}>
      <Parts parts={PARTS} words={words} />
      <PartOf title="access.report.title" paragraphs={['access.report.text']} words={words}>
        <Way to="/contact" label="access.report.link" words={words} />
      </PartOf>
    </Article>
  );
}
