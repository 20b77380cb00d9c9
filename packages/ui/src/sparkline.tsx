interface Props {
  /** Oldest first; any unit, the line fills its box. */
  points: readonly number[];
  /** What it shows, in words; without them it is decoration beside a figure. */
  label?: string;
  className?: string;
}

const WIDTH = 200;
const HEIGHT = 40;
/** Keeps the stroke inside of the box. */
const MARGIN = 3;

/** How a figure got where it is, as a line; level where there was no change, and where nothing is known yet. */
export function Sparkline({ points, label, className = 'h-10 w-full' }: Props) {
  const naming =
    label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className={`overflow-visible ${className}`}
      {...naming}
    >
      <polyline
        points={lineThrough(points)}
        vectorEffect="non-scaling-stroke"
        strokeLinejoin="round"
        strokeLinecap="round"
        className="fill-none stroke-flame stroke-3"
      />
    </svg>
  );
}

function lineThrough(points: readonly number[]): string {
  const drawn = points.length > 1 ? points : [0, 0];
  const low = Math.min(...drawn);
  const range = Math.max(...drawn) - low;
  return drawn
    .map((value, n) => {
      const x = (n / (drawn.length - 1)) * WIDTH;
      const part = range === 0 ? 0 : (value - low) / range;
      const y = HEIGHT - MARGIN - part * (HEIGHT - 2 * MARGIN);
      return `${x.toFixed(1)},${y.toFixed(1)}`;
    })
    .join(' ');
}
