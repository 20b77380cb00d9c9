import type { Wall } from '@lantern/schemas/wall';
import type { CityState } from '@lantern/ui/city-mark';
import { WorldMap } from '@lantern/ui/world-map';
import { memo } from 'react';
import { useLanguage } from '../../shared/i18n/language.ts';

interface Props {
  cities: Wall['cities'];
  /** By slug. */
  standings: ReadonlyMap<string, CityState>;
  /** Slugs, the newest first. */
  newest: readonly string[];
}

/** Every city where it lies, by its state; drawn again only when one of them changed. */
export const WallMap = memo(function WallMap({ cities, standings, newest }: Props) {
  const { t, locale } = useLanguage();
  const drawn = cities.map(({ slug, kind, lat, lng, name }) => ({
    slug,
    kind,
    lat,
    lng,
    name: name[locale],
    state: standings.get(slug) ?? ('planned' as const),
  }));
  const there = cities.filter(({ slug }) => standings.get(slug) === 'there');
  return (
    <div className="wall-map">
      <div className="wall-map-fit">
        <WorldMap
          cities={drawn}
          label={t('wall.map-label', { count: cities.length })}
          europe={t('wall.europe')}
          named={[...newest, ...there.map(({ slug }) => slug)]}
          className="wall-map-text"
          widthEm={43}
        />
      </div>
    </div>
  );
});
