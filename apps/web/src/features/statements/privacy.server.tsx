import { Article, PartOf, Parts, Way } from './statement.server.tsx';
import type { Part } from './statement.server.tsx';
import type { StatementWords } from './statement-words.server.ts';

/** In the order in which somebody meets it. Each sentence is true of the code, or is not here. */
const PARTS: readonly Part[] = [
  {
    title: 'privacy.sign.title',
    points: [
      'privacy.sign.choices',
      'privacy.sign.sealed',
      'privacy.sign.hash',
      'privacy.sign.network',
      'privacy.sign.held',
      'privacy.sign.unconfirmed',
      'privacy.sign.kept',
    ],
  },
  {
    title: 'privacy.mission.title',
    points: ['privacy.mission.number', 'privacy.mission.list', 'privacy.mission.small'],
  },
  {
    title: 'privacy.mails.title',
    points: [
      'privacy.mails.kinds',
      'privacy.mails.provider',
      'privacy.mails.outcome',
      'privacy.mails.refused',
    ],
  },
  {
    title: 'privacy.contact.title',
    points: [
      'privacy.contact.what',
      'privacy.contact.city',
      'privacy.contact.answer',
      'privacy.contact.kept',
    ],
  },
  {
    title: 'privacy.come.title',
    points: ['privacy.come.what', 'privacy.come.kept'],
  },
  {
    title: 'privacy.apply.title',
    points: ['privacy.apply.what', 'privacy.apply.kept', 'privacy.apply.phone'],
  },
  {
    title: 'privacy.site.title',
    points: ['privacy.site.cookies', 'privacy.site.others', 'privacy.site.logs'],
  },
  {
    title: 'privacy.who.title',
    points: ['privacy.who.organisers', 'privacy.who.partners', 'privacy.who.hosting'],
  },
  {
    title: 'privacy.backups.title',
    points: ['privacy.backups.copies', 'privacy.backups.ledger'],
  },
];

/** What is stored, why, how long, and who sees it. */
export function Privacy({ words }: { words: StatementWords }) {
  return (
    <Article title="privacy.title" lead="privacy.lead" words={words}>
      <PartOf
        title="privacy.rights.title"
        paragraphs={['privacy.rights.lead']}
        points={['privacy.rights.withdraw', 'privacy.rights.erase', 'privacy.rights.stop']}
        after={['privacy.rights.again', 'privacy.rights.ask']}
        words={words}
      />
      <Parts parts={PARTS} words={words} />
      <PartOf
        title="privacy.responsible.title"
        paragraphs={['privacy.responsible.text']}
        words={words}
      >
        <Way to="/contact" label="privacy.responsible.link" words={words} />
      </PartOf>
    </Article>
  );
}
