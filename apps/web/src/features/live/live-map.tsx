import { CityMark } from '@lantern/ui/city-mark';
import { EuropeMap, UnlitKey, WorldMap, type MapCity } from '@lantern/ui/world-map';
import { memo, type ReactNode } from 'react';
import type { LiveCity } from './live-city.ts';
import type { LiveWords } from './live-words.ts';

interface Props {
  cities: readonly LiveCity[];
  words: LiveWords;
}

/** The world by night, lit where something was published; Europe is drawn once more, where there is room. */
export const LiveMap = memo(function LiveMap({ cities, words }: Props) {
  const drawn = cities.map(onMap);
  const label = words['map.label'];
  return (
    <div>
      <div className="hidden md:block" data-testid="map">
        <WorldMap cities={drawn} label={label} europe={words['map.europe']} quiet />
      </div>
      <div className="md:hidden">
        <WorldMap cities={drawn} label={label} className="text-[0.5625rem]" widthEm={36} quiet />
        <figure className="mt-4">
          <EuropeMap
            cities={drawn}
            label={words['map.europe']}
            className="text-[0.625rem]"
            widthEm={32}
            quiet
          />
          <figcaption className="mt-1 text-sm text-muted">{words['map.europe']}</figcaption>
        </figure>
      </div>
      <ul className="mt-3 flex flex-wrap gap-x-5 text-sm text-muted">
        <Key sign={<UnlitKey kind="delivery" quiet />} text={words['map.delivery']} />
        <Key sign={<UnlitKey kind="solidarity" quiet />} text={words['map.solidarity']} />
        <Key sign={<CityMark state="there" />} text={words['state.there']} />
        <Key sign={<CityMark state="done" />} text={words['state.done']} />
      </ul>
    </div>
  );
});

function Key({ sign, text }: { sign: ReactNode; text: string }) {
  return (
    <li className="flex items-center gap-1.5 py-0.5">
      {sign}
      {text}
    </li>
  );
}

const onMap = ({ slug, kind, lat, lng, name, status }: LiveCity): MapCity => ({
  slug,
  kind,
  lat,
  lng,
  name,
  state: status,
});
