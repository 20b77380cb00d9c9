/** What a clock on the wall shows, `YYYY-MM-DDTHH:mm`, as a browser's own field for it does. */
type WallTime = string;

/** An instant as the clocks of a zone show it; seconds are left out. */
export function wallTimeOf(instant: string, timezone: string): WallTime {
  return new Date(Date.parse(instant) + offsetAt(Date.parse(instant), timezone))
    .toISOString()
    .slice(0, 16);
}

/** The instant a zone's clocks mean. */
export type Meant =
  | {
      is: 'instant';
      instant: string;
      /** It comes twice that day; the first is meant. */ twice: boolean;
    }
  /** Clocks go forward past it. */
  | { is: 'skipped' }
  | { is: 'empty' };

const DAY_MS = 86_400_000;

/** `''`, or what is no time at all, is `empty`. */
export function instantOf(wall: WallTime, timezone: string): Meant {
  const asUtc = Date.parse(`${wall}Z`);
  if (Number.isNaN(asUtc)) return { is: 'empty' };
  // Offsets before and after any change of that day; a time is meant where the clocks really show it.
  const offsets = new Set([-DAY_MS, DAY_MS].map((aside) => offsetAt(asUtc + aside, timezone)));
  const found = [...offsets]
    .map((offset) => asUtc - offset)
    .filter((instant) => offsetAt(instant, timezone) === asUtc - instant)
    .toSorted((a, b) => a - b);
  const [first] = found;
  if (first === undefined) return { is: 'skipped' };
  return { is: 'instant', instant: new Date(first).toISOString(), twice: found.length > 1 };
}

/** Milliseconds by which a zone's clocks are ahead of UTC at an instant. */
function offsetAt(instant: number, timezone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((one) => one.type === type)?.value ?? 0);
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return shown - Math.floor(instant / 1_000) * 1_000;
}
