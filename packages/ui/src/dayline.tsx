import { memo } from 'react';
import { CityShape, type CityState } from './city-mark.tsx';
import { stackInLanes } from './map/lanes.ts';
import { widthOf } from './map/labels.ts';
import { percent } from './map/marks.ts';

/** A city at its own local hour: `at` is that hour as an instant, ms since 1970. */
export interface DaylineCity {
  slug: string;
  at: number;
  state: CityState;
}

interface Props {
  cities: readonly DaylineCity[];
  /** First and last instant of the strip, ms since 1970. */
  from: number;
  to: number;
  /** Where the day stands; null before anybody knows. */
  now: number | null;
  /** What the strip shows, in a sentence; the same cities stand in a list beside it. */
  label: string;
  /** Names above the strip, the most important first: "Auckland, the day begins". */
  landmarks: readonly { text: string; at: number }[];
  /** An hour of the axis in words. */
  sayHour: (at: number) => string;
  /** The strip's usual width in em of its text. */
  widthEm?: number;
  /** Sets the size of the text; everything grows with it. */
  className?: string;
}

const HOUR_MS = 3_600_000;
const TICK_MS = 3 * HOUR_MS;
/** Sizes of a mark, em; the last one lets three hundred cities stand side by side. */
const SIZES = [1.5, 1.15, 0.9, 0.7, 0.5];
const STRAY_HOURS = 1.25;
/** Rows of the picture, em from its top. */
const STRIP_TOP = 1.7;
const STRIP_EM = 5;
/** Of a mark, between two above one another. */
const LANE = 1.05;

/**
 * The day moving west through the time zones: every city at its own local hour, what is past lit from behind,
 * and "now" moving over it.
 */
export function Dayline(props: Props) {
  const { cities, from, to, now, label, landmarks, widthEm = 80 } = props;
  const part = partOf(from, to);
  const bottom = STRIP_TOP + STRIP_EM;
  return (
    <svg
      role="img"
      aria-label={label}
      width="100%"
      height={`${bottom + 1.6}em`}
      className={`block overflow-visible ${props.className ?? ''}`}
    >
      <Landmarks landmarks={landmarks} part={part} widthEm={widthEm} />
      <Band now={now === null ? null : part(now)} />
      {ticksOf(from, to).map((at) => (
        <g key={at}>
          <line
            x1={percent(part(at))}
            x2={percent(part(at))}
            y1={`${STRIP_TOP}em`}
            y2={`${bottom}em`}
            className="stroke-line"
          />
          <text
            x={percent(part(at))}
            y={`${bottom + 1.2}em`}
            dx="0.3em"
            className="tabular fill-muted"
          >
            {props.sayHour(at)}
          </text>
        </g>
      ))}
      <Cities cities={cities} from={from} to={to} widthEm={widthEm} />
      {now !== null && (
        <line
          x1={percent(part(now))}
          x2={percent(part(now))}
          y1={`${STRIP_TOP - 0.35}em`}
          y2={`${bottom + 0.35}em`}
          className="stroke-flame-core stroke-3"
        />
      )}
    </svg>
  );
}

/** Whole hours of UTC; none so near the end that its words would be cut off. */
function ticksOf(from: number, to: number): number[] {
  const first = Math.ceil(from / TICK_MS) * TICK_MS;
  const count = Math.max(0, Math.ceil((to - 2 * HOUR_MS - first) / TICK_MS));
  return Array.from({ length: count }, (_, n) => first + n * TICK_MS);
}

/** Not from `useId`: the public site's browser brings a part of the document to life, and counts otherwise. */
const LIGHT_ID = 'dayline-light';

/** The strip, and the light that lies over the hours that are past and grows towards now. */
function Band({ now }: { now: number | null }) {
  const box = { y: `${STRIP_TOP}em`, height: `${STRIP_EM}em`, rx: 6 };
  return (
    <>
      <linearGradient id={LIGHT_ID}>
        <stop offset="0" className="[stop-color:var(--flame)] [stop-opacity:0.1]" />
        <stop offset="1" className="[stop-color:var(--flame)] [stop-opacity:0.38]" />
      </linearGradient>
      <rect {...box} width="100%" className="fill-raised" />
      {now !== null && now > 0 && <rect {...box} width={percent(now)} fill={`url(#${LIGHT_ID})`} />}
    </>
  );
}

/** How far along the strip an instant lies. */
const partOf = (from: number, to: number) => (at: number) =>
  Math.min(1, Math.max(0, (at - from) / (to - from)));

interface CitiesProps extends Pick<Props, 'cities' | 'from' | 'to'> {
  widthEm: number;
}

/** Drawn anew when a city changed, not with every second of now. */
const Cities = memo(function Cities({ cities, from, to, widthEm }: CitiesProps) {
  const part = partOf(from, to);
  const hourEm = (widthEm * HOUR_MS) / (to - from);
  const items = cities.map(({ slug, at }) => ({ key: slug, x: part(at) * widthEm }));
  const states = new Map(cities.map(({ slug, state }) => [slug, state]));
  const { size, columns } = stackInLanes(items, {
    height: STRIP_EM / LANE,
    width: widthEm,
    sizes: SIZES,
    stray: STRAY_HOURS * hourEm,
  });
  return columns.flatMap(({ keys, x }) =>
    keys.map((key, lane) => {
      const y = STRIP_TOP + STRIP_EM / 2 + (lane - (keys.length - 1) / 2) * size * LANE;
      return (
        <svg
          key={key}
          x={percent(x / widthEm)}
          y={`${y.toFixed(3)}em`}
          width={`${size}em`}
          height={`${size}em`}
          viewBox="0 0 26 26"
          className="overflow-visible"
        >
          <CityShape state={states.get(key) ?? 'planned'} />
        </svg>
      );
    }),
  );
});

interface LandmarksProps extends Pick<Props, 'landmarks'> {
  part: (at: number) => number;
  widthEm: number;
}

/** Names where there is room for them; at the ends they keep inside. */
function Landmarks({ landmarks, part, widthEm }: LandmarksProps) {
  const taken: { left: number; right: number }[] = [];
  return landmarks.map(({ text, at }) => {
    const wide = widthOf(text);
    const middle = Math.min(Math.max(part(at) * widthEm, wide / 2), widthEm - wide / 2);
    const box = { left: middle - wide / 2 - 0.6, right: middle + wide / 2 + 0.6 };
    if (taken.some(({ left, right }) => left < box.right && box.left < right)) return null;
    taken.push(box);
    const anchor = middle <= wide / 2 ? 'start' : middle >= widthEm - wide / 2 ? 'end' : 'middle';
    const x = { start: 0, middle: middle / widthEm, end: 1 }[anchor];
    return (
      <text key={text} x={percent(x)} y="1.1em" textAnchor={anchor} className="fill-muted">
        {text}
      </text>
    );
  });
}
