import type { HistoryJson } from '@lantern/schemas/public-json';
import type { ReactNode } from 'react';
import type { PetitionWords } from './petition-words.server.ts';
import { CANVAS, drawGrowth, growthOf, type Growth } from './growth.server.ts';
import { FigureTable } from './figure-table.server.tsx';

interface Props {
  history: HistoryJson;
  words: PetitionWords;
}

/** The number over time, drawn, in a sentence, and as a table. */
export function GrowthChart({ history, words }: Props) {
  const { t } = words;
  if (history.total === 0 && history.points.length === 0) return <p>{t('growth.empty')}</p>;
  const growth = growthOf(history);
  return (
    <>
      <figure>
        <figcaption>{growthSummary(growth, words)}</figcaption>
        <GrowthDrawing growth={growth} words={words} />
        <p className="mt-2 text-sm text-muted">{t(`growth.legend.${growth.resolution}`)}</p>
      </figure>
      <GrowthTable growth={growth} words={words} />
    </>
  );
}

interface GrowthProps {
  growth: Growth;
  words: PetitionWords;
}

/** What the drawing shows, in words. */
function growthSummary(growth: Growth, words: PetitionWords): string {
  const { resolution, peak } = growth;
  const { number, bucket } = words;
  if (!peak) return words.t(`growth.still.${resolution}`);
  const told = {
    before: number(growth.before),
    total: number(growth.total),
    from: bucket(resolution, growth.from),
  };
  const to = bucket(resolution, growth.to);
  if (resolution === 'day' && told.from === to) return words.t('growth.summary.one-day', told);
  return words.t(`growth.summary.${resolution}`, {
    ...told,
    to,
    peak: words.change(peak.net),
    at: bucket(resolution, peak.at),
  });
}

/** Line and bars only; the sentence and the table beside them say the same to those who do not see it. */
function GrowthDrawing({ growth, words }: GrowthProps) {
  const { line, area, bars, zero, top } = drawGrowth(growth);
  const { width, line: height } = CANVAS;
  const from = words.bucket(growth.resolution, growth.from);
  const to = words.bucket(growth.resolution, growth.to);
  return (
    <div className="mt-4 text-sm text-muted" aria-hidden>
      <p className="tabular">{words.number(top)}</p>
      <Stretched height={height} className="h-40 border-y border-t-line border-b-edge md:h-56">
        <path d={area} className="fill-flame-soft" />
        <path
          d={line}
          className="fill-none stroke-accent stroke-2"
          vectorEffect="non-scaling-stroke"
        />
      </Stretched>
      <Stretched height={CANVAS.bars} className="mt-2 h-14">
        <path d={bars} className="fill-accent" />
        <path d={`M0 ${zero}H${width}`} className="stroke-edge" vectorEffect="non-scaling-stroke" />
      </Stretched>
      <p className="tabular mt-1 flex justify-between gap-4">
        <span>{from}</span>
        {from !== to && <span className="text-end">{to}</span>}
      </p>
    </div>
  );
}

interface StretchedProps {
  height: number;
  className: string;
  children: ReactNode;
}

function Stretched({ height, className, children }: StretchedProps) {
  return (
    <svg
      viewBox={`0 0 ${CANVAS.width} ${height}`}
      preserveAspectRatio="none"
      className={`block w-full overflow-visible ${className}`}
    >
      {children}
    </svg>
  );
}

/** Every change, newest first, and what there was before them: the changes add up to the number. */
function GrowthTable({ growth, words }: GrowthProps) {
  const { t, number, change, bucket } = words;
  const { resolution, before, total } = growth;
  const rows = growth.steps
    .map((step) => [bucket(resolution, step.at), change(step.net), number(step.total)])
    .toReversed();
  if (before !== 0) rows.push([t('growth.before'), change(before), number(before)]);
  if (rows.length === 0) return null;
  return (
    <FigureTable
      summary={t('page.table')}
      caption={t('growth.title')}
      columns={[t('growth.when'), t('growth.change'), t('growth.after')]}
      rows={rows}
      sum={[t('page.sum'), change(total), number(total)]}
    />
  );
}
