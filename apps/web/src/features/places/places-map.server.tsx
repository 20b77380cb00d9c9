import { EUROPE, standsAt, WORLD, type Drawing } from './projections.ts';
import europeUrl from './europe.svg?url';
import { StateSign, UnlitSign } from './map-signs.server.tsx';
import type { Place } from './place-groups.ts';
import type { PlacesWords } from './places-words.server.ts';
import worldUrl from './world.svg?url';

interface Props {
  places: readonly Place[];
  words: PlacesWords;
}

/** The world by night with a sign for every place, and Europe once more, where they crowd. */
export function WorldMap({ places, words: { t } }: Props) {
  const label = t('map.label', { count: places.length });
  return (
    <DrawnMap drawing={WORLD} land={worldUrl} placed={placesIn(WORLD, places)} label={label} />
  );
}

/** Nothing while no place of the choice lies there. */
export function EuropeMap({ places, words: { t } }: Props) {
  const placed = placesIn(EUROPE, places);
  if (placed.length === 0) return null;
  return (
    <figure>
      <DrawnMap
        drawing={EUROPE}
        land={europeUrl}
        placed={placed}
        label={t('europe.label', { count: placed.length })}
      />
      <figcaption className="mt-1 text-sm text-muted">{t('europe.caption')}</figcaption>
    </figure>
  );
}

interface Placed {
  place: Place;
  at: [number, number];
}

function placesIn(drawing: Drawing, places: readonly Place[]): Placed[] {
  return places.flatMap((place) => {
    const at = standsAt(drawing, place);
    return at ? [{ place, at }] : [];
  });
}

interface DrawnProps {
  drawing: Drawing;
  /** The land's own file: it is fetched when it comes near the screen, and kept for ever. */
  land: string;
  placed: readonly Placed[];
  label: string;
}

function DrawnMap({ drawing: { viewBox }, land, placed, label }: DrawnProps) {
  const [, , width, height] = viewBox;
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
      <svg
        viewBox={viewBox.join(' ')}
        role="img"
        aria-label={label}
        className="absolute inset-0 size-full overflow-visible"
      >
        <UnlitSign cap="round" d={unlit(placed, 'delivery')} />
        <UnlitSign cap="square" d={unlit(placed, 'solidarity')} />
        {placed.map(({ place: { slug, status }, at: [x, y] }) =>
          status === 'planned' ? null : (
            <g key={slug} transform={`translate(${x} ${y})`}>
              <StateSign state={status} />
            </g>
          ),
        )}
      </svg>
    </div>
  );
}

/** The points of those that have not begun, each told from the one before. */
function unlit(placed: readonly Placed[], kind: Place['kind']): string {
  let [fromX, fromY] = [0, 0];
  return placed
    .filter(({ place }) => place.status === 'planned' && place.kind === kind)
    .map(({ at }) => at)
    .toSorted(([x1, y1], [x2, y2]) => x1 - x2 || y1 - y2)
    .map(([x, y]) => {
      const step = `m${x - fromX} ${y - fromY}h0`;
      [fromX, fromY] = [x, y];
      return step;
    })
    .join('');
}
