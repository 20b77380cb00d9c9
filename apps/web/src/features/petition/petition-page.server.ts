import type { Locale } from '@lantern/schemas/locale';
import type { CountJson } from '@lantern/schemas/public-json';
import { WRITTEN_IN, writtenDates } from '../../shared/edition-dates.server.ts';
import type { WrittenOnce } from '../../shared/written-once.ts';
import { writeLetter } from './letter.server.tsx';
import { petitionWords, type PetitionWords } from './petition-words.server.ts';
import { writeParticulars, writeRecord, type PetitionRecord } from './record.server.tsx';
import { standingOf } from './standing.server.ts';

/** Everything the page tells. */
export interface PetitionFigures extends PetitionRecord {
  count: CountJson;
}

/** What only the server writes, and what the browser needs beside it. */
export function petitionPageData({ count, ...record }: PetitionFigures, locale: Locale) {
  const words = petitionWords(locale);
  const { text } = record;
  const approved = text.version > 0;
  const standing = standingOf(text, words, new Date(count.asOf));
  const letter = approved ? text : waiting(words);
  const written: WrittenOnce = {
    letter: writeLetter({ text: letter, standing }),
    ...(approved && {
      particulars: writeParticulars({ record, words }),
      record: writeRecord(record, words),
    }),
  };
  const data = {
    approved,
    title: letter.title,
    description: words.t('letter.description'),
    dates: datesOf(record, words),
  };
  return { written, data };
}

/** Until someone has approved the text in this language. */
const waiting = ({ t }: PetitionWords) => ({
  title: t('letter.title'),
  addressee: '',
  body: t('letter.waiting'),
});

function datesOf({ text: { edition } }: PetitionRecord, { t, locale }: PetitionWords) {
  const { opens, closes, delivers } = writtenDates(edition, locale);
  return {
    timezone: edition.timezone,
    tag: WRITTEN_IN[locale],
    yours: t('dates.yours'),
    dates: [
      { name: t('dates.opens'), at: edition.opensAt, said: opens },
      { name: t('dates.closes'), at: edition.closesAt, said: closes },
      { name: t('dates.delivers'), at: edition.deliversAt, said: delivers },
    ],
  };
}
