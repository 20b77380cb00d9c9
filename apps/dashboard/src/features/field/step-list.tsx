import { clockTime } from './day-time.ts';
import type { FieldAction, StepRow } from './steps.ts';
import { useWords, type FieldLanguage } from './words.ts';

interface Props {
  rows: readonly StepRow[];
  timezone: string;
  /** Present: an outcome that was said can be corrected. */
  onCorrect: (action: FieldAction) => void;
}

/** The day's steps with what was said and when word is due. */
export function StepList({ rows, timezone, onCorrect }: Props) {
  const { t } = useWords();
  return (
    <ol aria-label={t('step.list')} className="border-b border-line">
      {rows.map((row) => (
        <Row key={row.action?.id ?? row.step} row={row} timezone={timezone} onCorrect={onCorrect} />
      ))}
    </ol>
  );
}

function Row({ row, timezone, onCorrect }: Omit<Props, 'rows'> & { row: StepRow }) {
  const { t } = useWords();
  const { mark, action } = row;
  const name = rowName(row, t);
  return (
    <li className="flex min-h-12 items-center gap-4 border-t border-line py-1.5 first:border-t-0">
      <span aria-hidden className={mark ? 'text-text' : 'text-muted'}>
        {mark ? '●' : '○'}
      </span>
      <span
        className={`min-w-0 flex-1 leading-snug break-words ${mark ? 'font-semibold' : 'text-muted'}`}
      >
        {name}
        {mark?.outcome && action && action.kind !== 'delivery' && (
          <span className="block text-sm font-normal text-muted">{subject(action, t)}</span>
        )}
      </span>
      <span className="text-end leading-snug text-muted tabular">
        {whenWords(row, timezone, t)}
        {action && mark && mark.state !== 'refused' && (
          <button
            type="button"
            aria-label={t('step.correct-label', { what: name })}
            onClick={() => onCorrect(action)}
            className="-me-2 block min-h-touch px-2 text-accent underline underline-offset-4 ms-auto"
          >
            {t('step.correct')}
          </button>
        )}
      </span>
    </li>
  );
}

type Translate = FieldLanguage['t'];

function rowName({ step, action, mark }: StepRow, t: Translate): string {
  if (step !== 'outcome') return t(`step.${step}`);
  if (mark?.outcome) return t(`outcome.${mark.outcome}`);
  return action ? subject(action, t) : t('what.outcome');
}

/** An outcome's question: of a delivery, what happened to the letter. */
export const subject = ({ kind }: FieldAction, t: Translate): string =>
  kind === 'delivery' ? t('step.outcome-delivery') : t(`kind.${kind}`);

function whenWords({ mark, dueAt }: StepRow, timezone: string, t: Translate): string {
  if (mark) return t(`step.${mark.state}`, { time: clockTime(mark.at, timezone) });
  return dueAt === null ? '' : t('step.due', { time: clockTime(dueAt, timezone) });
}
