/**
 * How a city stands on the day. The public is shown `planned`, `there`, `done` and `called-off` only;
 * movement, silence and trouble are never public.
 */
export type CityState =
  'planned' | 'waiting' | 'on-the-way' | 'there' | 'done' | 'called-off' | 'silent' | 'trouble';

const FLAME = 'M0-11c.5 4.4 7.4 8.3 7.4 15.2a7.4 7.4 0 0 1-14.8 0C-7.4-2.7-.5-6.6 0-11Z';
const CORE = 'M0-1.3c.2 2 2.7 3.5 2.7 5.9a2.7 2.7 0 0 1-5.4 0C-2.7 2.2-.2.7 0-1.3Z';

/** The shape of a state, drawn around 0,0 within 13 units: shape tells it, so that none rests on colour. */
export function CityShape({ state }: { state: CityState }) {
  switch (state) {
    case 'planned':
      return <circle className="fill-ground stroke-muted" strokeWidth="2" r="4" />;
    case 'waiting':
      return (
        <path className={LINE} strokeWidth="2" d="M0-7a7 7 0 1 1 0 14 7 7 0 0 1 0-14Zm0 3v4h3" />
      );
    case 'on-the-way':
      return (
        <>
          <circle className={LINE} strokeWidth="2.4" strokeDasharray="2.6 2.9" r="8" />
          <circle className="fill-text" r="2.6" />
        </>
      );
    case 'there':
      return (
        <>
          <path className="fill-ground stroke-flame" strokeWidth="2.4" d={FLAME} />
          <circle className="fill-flame" cy="3.8" r="2.6" />
        </>
      );
    case 'done':
      return (
        <>
          <circle className="fill-flame opacity-20" r="13" />
          <path className="fill-flame" d={FLAME} />
          <path className="fill-flame-core" d={CORE} />
        </>
      );
    case 'called-off':
      return (
        <path className="fill-none stroke-muted" strokeWidth="2.4" d="m-5-5 10 10m0-10-10 10" />
      );
    case 'silent':
      return (
        <>
          <path
            className="fill-ground stroke-flame"
            strokeWidth="2.4"
            strokeLinejoin="round"
            d="M0-10 11 9h-22Z"
          />
          <path
            className="stroke-flame"
            strokeWidth="2.6"
            strokeLinecap="round"
            d="M0-3v5m0 3.4v.1"
          />
        </>
      );
    case 'trouble':
      return (
        <>
          <path className="fill-danger" d="m0-12.5 12.5 12.5-12.5 12.5-12.5-12.5Z" />
          <path className="stroke-ground" strokeWidth="3" strokeLinecap="round" d="M0-6v6m0 5v.1" />
        </>
      );
    default:
      return state satisfies never;
  }
}

const LINE = 'fill-ground stroke-text';

/** The shape by itself, beside its words: decorative. */
export function CityMark({
  state,
  className = 'size-6',
}: {
  state: CityState;
  className?: string;
}) {
  return (
    <svg viewBox="-13 -13 26 26" className={`shrink-0 ${className}`} aria-hidden>
      <CityShape state={state} />
    </svg>
  );
}
