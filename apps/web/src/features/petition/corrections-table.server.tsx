import type { CorrectionsJson } from '@lantern/schemas/public-json';
import type { PetitionWords } from './petition-words.server.ts';

/** Reasons by which staff take signatures out, and by which signers take them back. */
export const REASONS = [
  'withdrawn',
  'erased',
  'scripted',
  'throwaway-addresses',
  'impersonation',
  'held-again',
  'other',
] as const;

interface Props {
  corrections: CorrectionsJson;
  words: PetitionWords;
}

/** What made the number fall, newest day first; a day's reasons follow one another. */
export function CorrectionsTable({ corrections: { days }, words }: Props) {
  const { t, number, day } = words;
  if (days.length === 0) return <p>{t('corrections.empty')}</p>;
  const fallen = days.reduce((sum, { total }) => sum + total, 0);
  return (
    <>
      <p>{t('corrections.sum', { count: fallen })}</p>
      <table className="tabular mt-2 w-full text-[0.9375rem]">
        <caption className="sr-only">{t('corrections.title')}</caption>
        <thead>
          <tr className="border-b border-edge align-bottom">
            <th scope="col" className="py-2 pe-4 text-start font-semibold">
              {t('corrections.day')}
            </th>
            <th scope="col" className="py-2 text-start font-semibold">
              {t('corrections.reason')}
            </th>
            <th scope="col" className="py-2 ps-4 text-end font-semibold">
              {t('corrections.count')}
            </th>
          </tr>
        </thead>
        {days.toReversed().map((fall) => (
          <tbody key={fall.day} className="border-b border-line align-top">
            {linesOf(fall).map(({ reason, count }, index) => (
              <tr key={reason}>
                {index === 0 && (
                  <th
                    scope="rowgroup"
                    rowSpan={linesOf(fall).length}
                    className="py-2 pe-4 text-start font-normal"
                  >
                    <time dateTime={fall.day}>{day(fall.day)}</time>
                  </th>
                )}
                <td className="py-2">{reasonInWords(reason, words)}</td>
                <td className="py-2 ps-4 text-end">{number(count)}</td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </>
  );
}

/** What fell, and what counts again since a decision was undone. */
function linesOf({ reasons, restored }: CorrectionsJson['days'][number]) {
  return restored > 0 ? [...reasons, { reason: 'restored', count: restored }] : reasons;
}

/** A reason this page has no words for is still a fall, and is shown as another one. */
function reasonInWords(reason: string, { t }: PetitionWords): string {
  if (reason === 'restored') return t('corrections.restored');
  const known = REASONS.find((name) => name === reason) ?? 'other';
  return t(`reason.${known}`);
}
