import { useLanguage } from '../../shared/i18n/language.ts';
import { barsOf, type Bucket } from './change-bars.ts';

const WIDTH = 600;
const HEIGHT = 96;

interface Props {
  buckets: readonly Bucket[];
  /** What a bucket is, as the table's heading. */
  bucketTitle: string;
  /** A bucket's time in words. */
  said: (at: Date) => string;
  summary: string;
}

/** Net change by bucket: a sentence, a picture, and a table behind a button. */
export function ChangePlot({ buckets, bucketTitle, said, summary }: Props) {
  const at = (bucket: Bucket | undefined) => (bucket ? said(new Date(bucket.at)) : '');
  return (
    <>
      <p className="mt-1 text-muted">{summary}</p>
      <Bars buckets={buckets} />
      <div aria-hidden className="tabular mt-1 flex justify-between text-sm text-muted">
        <span>{at(buckets[0])}</span>
        <span>{at(buckets[Math.floor(buckets.length / 2)])}</span>
        <span>{at(buckets.at(-1))}</span>
      </div>
      <ChangeTable {...{ buckets, bucketTitle }} said={at} />
    </>
  );
}

interface TableProps {
  buckets: readonly Bucket[];
  bucketTitle: string;
  said: (bucket: Bucket) => string;
}

function ChangeTable({ buckets, bucketTitle, said }: TableProps) {
  const { t, locale } = useLanguage();
  const signed = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' });
  return (
    <details className="mt-2">
      <summary className="inline-flex min-h-touch items-center text-sm text-muted underline">
        {t('overview.as-table')}
      </summary>
      <div className="max-w-xs border border-line">
        <table className="tabular w-full text-left text-sm">
          <thead className="bg-raised">
            <tr>
              <th scope="col" className="px-3 py-2">
                {bucketTitle}
              </th>
              <th scope="col" className="px-3 py-2 text-right">
                {t('overview.change')}
              </th>
            </tr>
          </thead>
          <tbody>
            {buckets.map((bucket) => (
              <tr key={bucket.at} className="border-t border-line">
                <td className="px-3 py-1.5">{said(bucket)}</td>
                <td className="px-3 py-1.5 text-right">{signed.format(bucket.net)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

function Bars({ buckets }: { buckets: readonly Bucket[] }) {
  const { bars, baseline } = barsOf(buckets, { width: WIDTH, height: HEIGHT });
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden
      className="mt-4 block h-28 w-full"
    >
      <line
        x1="0"
        x2={WIDTH}
        y1={baseline}
        y2={baseline}
        className="stroke-edge"
        vectorEffect="non-scaling-stroke"
      />
      {bars.map(({ key, fall, ...bar }) => (
        <rect key={key} {...bar} className={fall ? 'fill-danger' : 'fill-flame'} />
      ))}
    </svg>
  );
}
