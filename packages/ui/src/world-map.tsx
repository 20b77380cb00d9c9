import { CityShape, type CityState } from './city-mark.tsx';
import { EUROPE, standsAt, WORLD, WORLD_WITH_INSET, type Drawing } from './map/drawings.ts';
import europeUrl from './map/europe.svg?url';
import { pathOf, percent, placeMarks, standing, type Mark } from './map/marks.ts';
import worldUrl from './map/world.svg?url';

/** A city as a map draws it. Give only what the reader may know: for the public, the published state. */
export interface MapCity {
  slug: string;
  kind: 'delivery' | 'solidarity';
  lat: number;
  lng: number;
  state: CityState;
  /** Written beside the mark if `named` asks for it. */
  name?: string;
}

interface Props {
  cities: readonly MapCity[];
  /** What the map shows, in a sentence; the same cities stand in a list beside it. */
  label: string;
  /** Slugs whose names are written if there is room, the most important first; silence and trouble always. */
  named?: readonly string[];
  /** Sets the size of the text: marks and words are in em, and grow with it. */
  className?: string;
  /** The drawing's usual width in em: what stands closer than a mark is moved apart for it. */
  widthEm?: number;
  /** What is not lit yet steps back, where the map tells of lights alone. */
  quiet?: boolean;
}

const TEXT_SIZES = 'text-[0.625rem] md:text-base';
/** Of the world's width. */
const INSET = 0.26;

/**
 * The world by night, cut through the Atlantic so that the day moves west from the middle. With `europe` (its
 * caption), that crowd is drawn once more and larger in the empty ocean, and on the world itself as points.
 */
export function WorldMap({ europe, ...props }: Props & { europe?: string }) {
  const { cities, className = TEXT_SIZES, widthEm = 66 } = props;
  const isInset = (city: MapCity) => europe !== undefined && isInEurope(city);
  const hasInset = cities.some(isInset);
  return (
    <div className={`relative ${className}`}>
      <DrawnMap
        {...props}
        widthEm={widthEm}
        drawing={hasInset ? WORLD_WITH_INSET : WORLD}
        land={worldUrl}
        cities={cities.filter((city) => !isInset(city))}
        points={cities.filter(isInset)}
      />
      {europe !== undefined && hasInset && (
        <figure className="absolute bottom-0 left-[58.5%] w-[26%] rounded-lg border border-line bg-sunken">
          <DrawnMap
            {...props}
            label={europe}
            widthEm={widthEm * INSET}
            drawing={EUROPE}
            land={europeUrl}
          />
          <figcaption aria-hidden className="absolute bottom-full left-1 text-muted">
            {europe}
          </figcaption>
        </figure>
      )}
    </div>
  );
}

/** Where cities stand closest, larger; nothing while none of them lies there. */
export function EuropeMap({ className = TEXT_SIZES, widthEm = 30, ...props }: Props) {
  if (!props.cities.some(isInEurope)) return null;
  return (
    <div className={className}>
      <DrawnMap {...props} widthEm={widthEm} drawing={EUROPE} land={europeUrl} />
    </div>
  );
}

/** Whether the map of Europe shows a place. */
export const isInEurope = (place: { lat: number; lng: number }): boolean =>
  standsAt(EUROPE, place) !== null;

interface DrawnProps extends Omit<Props, 'className'> {
  drawing: Drawing;
  /** The land's own file: it is fetched when it comes near the screen, and kept for ever. */
  land: string;
  widthEm: number;
  /** Cities that another drawing shows. */
  points?: readonly MapCity[];
}

const NONE: readonly MapCity[] = [];
const NO_NAMES: readonly string[] = [];

function DrawnMap({
  drawing,
  land,
  cities,
  points = NONE,
  label,
  named = NO_NAMES,
  widthEm,
  quiet = false,
}: DrawnProps) {
  const [, , width, height] = drawing.viewBox;
  const { unlit, marks, labels } = placeMarks(cities, { drawing, widthEm, named });
  const ring = (kind: MapCity['kind']) =>
    pathOf(
      unlit.filter(({ city }) => city.kind === kind).map(({ at }) => at),
      drawing,
    );
  return (
    <div className="relative">
      <img
        src={land}
        alt=""
        loading="lazy"
        decoding="async"
        width={width}
        height={height}
        className="block h-auto w-full print:opacity-20"
      />
      <svg role="img" aria-label={label} className="absolute inset-0 size-full overflow-visible">
        <svg viewBox={`0 0 ${width} ${height}`} className="overflow-visible">
          <Unlit kind="delivery" d={ring('delivery')} quiet={quiet} />
          <Unlit kind="solidarity" d={ring('solidarity')} quiet={quiet} />
          <Points drawing={drawing} cities={points} />
        </svg>
        {marks.map((mark) => (
          <CityOnMap key={mark.city.slug} mark={mark} />
        ))}
        {labels.map(({ key, x, y, anchor, text }) => (
          <text
            key={key}
            x={percent(x)}
            y={percent(y)}
            dy="0.35em"
            textAnchor={anchor}
            className="fill-text stroke-ground stroke-4 [paint-order:stroke]"
          >
            {text}
          </text>
        ))}
      </svg>
    </div>
  );
}

function CityOnMap({ mark: { city, at, home, sizeEm } }: { mark: Mark }) {
  const [x, y] = [percent(at[0]), percent(at[1])];
  const size = `${sizeEm}em`;
  return (
    <>
      {home && (
        <line className="stroke-edge" x1={percent(home[0])} y1={percent(home[1])} x2={x} y2={y} />
      )}
      {/* Drawn around its own corner, so that the place is the shape's middle. */}
      <svg x={x} y={y} width={size} height={size} viewBox="0 0 26 26" className="overflow-visible">
        <CityShape state={city.state} />
      </svg>
    </>
  );
}

interface UnlitProps {
  kind: MapCity['kind'];
  d: string;
  quiet: boolean;
}

/**
 * Places that are not lit yet, all in one path: each a point whose line cap is what is seen, drawn twice to
 * make a ring. Three hundred of them weigh less than a small picture.
 */
function Unlit({ kind, d, quiet }: UnlitProps) {
  const strokeLinecap = kind === 'delivery' ? 'round' : 'square';
  const shape = { d, strokeLinecap, vectorEffect: 'non-scaling-stroke' } as const;
  const [outer, inner] = widthsOf(kind, quiet);
  return (
    <>
      <path {...shape} className={`${quiet ? 'stroke-muted' : 'stroke-accent'} ${outer}`} />
      <path {...shape} className={`stroke-ground ${inner}`} />
    </>
  );
}

function widthsOf(kind: MapCity['kind'], quiet: boolean): readonly [string, string] {
  if (quiet) return kind === 'delivery' ? ['stroke-5', 'stroke-3'] : ['stroke-4', 'stroke-2'];
  return kind === 'delivery' ? ['stroke-7', 'stroke-3'] : ['stroke-5', 'stroke-2'];
}

/** An unlit place of either kind by itself, beside its words. */
export function UnlitKey({ kind, quiet = false }: Pick<UnlitProps, 'kind'> & { quiet?: boolean }) {
  return (
    <svg viewBox="-13 -13 26 26" className="size-6 shrink-0" aria-hidden>
      <Unlit kind={kind} d="M0 0h0" quiet={quiet} />
    </svg>
  );
}

/** Cities that another drawing shows: lit ones as a light, the others as a speck. */
function Points({ drawing, cities }: { drawing: Drawing; cities: readonly MapCity[] }) {
  const groups = Map.groupBy(standing(cities, drawing), ({ city }) => isLit(city.state));
  const path = (lit: boolean) => pathOf(groups.get(lit)?.map(({ at }) => at) ?? [], drawing);
  const shape = { strokeLinecap: 'round', vectorEffect: 'non-scaling-stroke' } as const;
  if (cities.length === 0) return null;
  return (
    <>
      <path {...shape} className="stroke-edge stroke-4" d={path(false)} />
      <path {...shape} className="stroke-flame stroke-6" d={path(true)} />
    </>
  );
}

const isLit = (state: CityState): boolean => state === 'there' || state === 'done';
