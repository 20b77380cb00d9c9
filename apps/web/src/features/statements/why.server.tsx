import { PastDays } from './past-days-table.server.tsx';
import { Article, PartOf, Parts, Way } from './statement.server.tsx';
import type { StatementWords } from './statement-words.server.ts';

/** Why this is asked: what is known, what the law says, what is asked, and the day so far. */
export function Why({ words }: { words: StatementWords }) {
  return (
    <Article title="why.title" lead="why.lead" words={words}>
      <Parts
        words={words}
        parts={[
          {
            title: 'why.back.title',
            paragraphs: ['why.back.inquiry', 'why.back.faces', 'why.back.crimes'],
          },
          {
            title: 'why.law.title',
            paragraphs: ['why.law.lead'],
            points: ['why.law.convention', 'why.law.torture'],
            after: ['why.law.refugee', 'why.law.agreement'],
          },
        ]}
      />
      <PartOf
        title="why.ask.title"
        points={['why.ask.1', 'why.ask.2', 'why.ask.3', 'why.ask.4', 'why.ask.5']}
        words={words}
      >
        <Way to="/petition" label="why.ask.read" words={words} />
      </PartOf>
      <PastDays words={words} />
      <PartOf
        title="why.sources.title"
        points={[
          'why.sources.refugees',
          'why.sources.protocol',
          'why.sources.torture',
          'why.sources.inquiry',
          'why.sources.detailed',
        ]}
        after={['why.sources.find']}
        words={words}
      />
    </Article>
  );
}
