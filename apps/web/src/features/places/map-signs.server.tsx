import type { CitiesJson } from '@lantern/schemas/public-json';

type State = CitiesJson['cities'][number]['status'];

/** Drawn around 0,0; shape tells the state, so that none rests on colour. */
export function StateSign({ state }: { state: Exclude<State, 'planned'> }) {
  switch (state) {
    case 'there':
      return (
        <>
          <path className="fill-ground stroke-flame" strokeWidth="2" d={FLAME} />
          <circle className="fill-flame" cy="2" r="2" />
        </>
      );
    case 'done':
      return (
        <>
          <circle className="fill-flame opacity-20" r="13" />
          <path className="fill-flame" d={FLAME} />
          <path
            className="fill-flame-core"
            d="M0-1c.2 1.6 2.2 2.8 2.2 4.8a2.2 2.2 0 0 1-4.4 0C-2.2 1.8-.2.6 0-1Z"
          />
        </>
      );
    case 'called-off':
      return <path className="fill-none stroke-muted" strokeWidth="2" d="m-4-4 8 8m0-8-8 8" />;
    default:
      return state satisfies never;
  }
}

const FLAME = 'M0-9c.4 3.6 6 6.8 6 12.4a6 6 0 0 1-12 0C-6-2.2-.4-5.4 0-9Z';

/** The sign of a state or of an unlit place, by itself, beside its words. */
export function KeySign({ sign }: { sign: State | 'solidarity' }) {
  return (
    <svg viewBox="-13 -13 26 26" className="size-6 shrink-0" aria-hidden>
      {sign === 'planned' && <UnlitSign cap="round" d="M0 0h0" />}
      {sign === 'solidarity' && <UnlitSign cap="square" d="M0 0h0" />}
      {sign !== 'planned' && sign !== 'solidarity' && <StateSign state={sign} />}
    </svg>
  );
}

/**
 * Places that are not lit yet, all in one path: each a point whose line cap is what is seen, drawn twice to
 * make a ring. Three hundred of them weigh less than a small picture.
 */
export function UnlitSign({ cap, d }: { cap: 'round' | 'square'; d: string }) {
  const shape = { d, strokeLinecap: cap, vectorEffect: 'non-scaling-stroke' } as const;
  const [outer, inner] = cap === 'round' ? ['stroke-7', 'stroke-3'] : ['stroke-5', 'stroke-2'];
  return (
    <>
      <path {...shape} className={`stroke-accent ${outer}`} />
      <path {...shape} className={`stroke-ground ${inner}`} />
    </>
  );
}
