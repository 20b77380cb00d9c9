import { coverOf, type Span } from '@lantern/schemas/duty-cover';
import { REGIONS } from '@lantern/schemas/region';
import { regionWords } from '../../shared/day-words.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { shiftTime } from './shift-time.ts';
import type { Roster } from './use-duty.ts';

interface Row {
  id: string;
  title: string;
  shifts: Span[];
  holes: Span[];
  overlaps: Span[];
}

/** The day's fifty hours, a row for each region: bars where somebody is on duty, and in words where nobody is. */
export function CoverPlot({ roster, showDuress }: { roster: Roster; showDuress: boolean }) {
  const { t, locale } = useLanguage();
  const day = { from: Date.parse(roster.from), to: Date.parse(roster.to) };
  const shifts = roster.shifts.map(({ startsAt, endsAt, region, duress }) => ({
    from: Date.parse(startsAt),
    to: Date.parse(endsAt),
    region,
    duress: duress === true,
  }));
  const cover = coverOf(shifts, day);
  const rows: Row[] = REGIONS.map((region) => ({
    id: region,
    title: t(regionWords(region)),
    shifts: shifts.filter((shift) => shift.region === null || shift.region === region),
    ...cover[region],
  }));
  if (showDuress)
    rows.push({
      id: 'duress',
      title: t('duty.duress'),
      shifts: shifts.filter(({ duress }) => duress),
      ...cover.duress,
    });
  const time = (at: number) => shiftTime(at, locale);
  const spans = (all: Span[]) =>
    new Intl.ListFormat(locale).format(all.map(({ from, to }) => `${time(from)} – ${time(to)}`));
  return (
    <ul className="grid gap-4">
      {rows.map((row) => (
        <li key={row.id}>
          <p className="font-semibold">{row.title}</p>
          <Bars row={row} day={day} now={Date.parse(roster.now)} />
          <p className="mt-1 text-sm">
            {row.holes.length === 0
              ? t('duty.no-holes')
              : t('duty.holes', { spans: spans(row.holes) })}
            {row.overlaps.length > 0 && (
              <span className="text-muted">
                {' '}
                {t('duty.overlaps', { spans: spans(row.overlaps) })}
              </span>
            )}
          </p>
        </li>
      ))}
    </ul>
  );
}

/** Drawn in the units of a hundred; the words below say the same. */
function Bars({ row, day, now }: { row: Row; day: Span; now: number }) {
  const place = (at: number) =>
    (Math.min(Math.max(at - day.from, 0), day.to - day.from) / (day.to - day.from)) * 100;
  const bar = ({ from, to }: Span) => ({ x: place(from), width: place(to) - place(from) });
  return (
    <svg
      viewBox="0 0 100 4"
      preserveAspectRatio="none"
      className="mt-1 block h-5 w-full"
      aria-hidden
    >
      <rect width="100" height="4" className="fill-sunken" />
      {row.shifts.map((span, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- bars have no identity
        <rect key={index} {...bar(span)} y="0.5" height="3" className="fill-accent" />
      ))}
      {row.overlaps.map((span) => (
        <rect key={span.from} {...bar(span)} y="1.6" height="0.8" className="fill-ground" />
      ))}
      {now >= day.from && now <= day.to && (
        <rect x={place(now) - 0.15} width="0.3" height="4" className="fill-text" />
      )}
    </svg>
  );
}
