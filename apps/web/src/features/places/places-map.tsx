import { regionOf } from '@lantern/schemas/region';
import { EuropeMap, isInEurope, WorldMap, type MapCity } from '@lantern/ui/world-map';
import type { Place } from './place-groups.ts';
import type { PlacesWords } from './places-words.ts';

interface Props {
  places: readonly Place[];
  words: PlacesWords;
}

/** The world by night with a sign for every place, by its published state. */
export function PlacesMap({ places, words: { t } }: Props) {
  return <WorldMap cities={places.map(drawn)} label={t('map.label', { count: places.length })} />;
}

/** Where places crowd, once more and larger; nothing while no place of the choice lies there. */
export function PlacesInEurope({ places, words: { t } }: Props) {
  const found = places.filter(isInEurope);
  // Its drawing reaches over to other shores; those alone are no crowd.
  if (!found.some(({ country }) => regionOf(country) === 'europe')) return null;
  return (
    <figure>
      <EuropeMap cities={found.map(drawn)} label={t('europe.label', { count: found.length })} />
      <figcaption className="mt-1 text-sm text-muted">{t('europe.caption')}</figcaption>
    </figure>
  );
}

const drawn = ({ status, ...place }: Place): MapCity => ({
  slug: place.slug,
  kind: place.kind,
  lat: place.lat,
  lng: place.lng,
  state: status,
});
