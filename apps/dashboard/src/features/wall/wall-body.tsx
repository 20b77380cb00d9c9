import type { Wall } from '@lantern/schemas/wall';
import { useMemo } from 'react';
import { standingOf } from './city-standing.ts';
import type { Numbers } from './use-wall.ts';
import { WallAlarms } from './wall-alarms.tsx';
import { WallDayline } from './wall-dayline.tsx';
import { WallEvents } from './wall-events.tsx';
import { WallMap } from './wall-map.tsx';
import { WallNumber } from './wall-number.tsx';
import { WallPanel, type HowOld } from './wall-panel.tsx';
import { WallTiles } from './wall-tiles.tsx';

interface Props {
  wall: Wall;
  numbers: Numbers;
  /** The day's time, ms. */
  now: number;
  /** How old what is shown of the day is, and the number. */
  day: HowOld;
  number: HowOld;
  reread: () => void;
}

/** The parts of the wall, in the order in which a room looks at them. */
export function WallBody({ wall, numbers, now, day, number, reread }: Props) {
  const { edition, cities, events, alarms, viewer } = wall;
  // A minute is as fine as the marks need it; every second would draw the map anew.
  const minute = Math.floor(now / 60_000) * 60_000;
  const standings = useMemo(
    () => new Map(cities.map((city) => [city.slug, standingOf(city, minute)])),
    [cities, minute],
  );
  const newest = useMemo(() => events.map(({ city }) => city), [events]);
  return (
    <div className="wall-body">
      <WallPanel name="tiles" {...day}>
        <WallTiles cities={cities} now={now} />
      </WallPanel>
      <div className="wall-middle">
        <WallPanel name="map" {...day}>
          <WallMap cities={cities} standings={standings} newest={newest} />
        </WallPanel>
        <div className="wall-side">
          <WallPanel name="number" {...number}>
            <WallNumber {...numbers} lastHour={wall.number.lastHour} />
          </WallPanel>
          <WallPanel name="news" {...day}>
            <WallAlarms
              alarms={alarms}
              cities={cities}
              now={now}
              mayAct={viewer === 'acts'}
              onActed={reread}
            />
            <WallEvents events={events} cities={cities} />
          </WallPanel>
        </div>
      </div>
      <WallPanel name="dayline" {...day}>
        <WallDayline edition={edition} cities={cities} standings={standings} now={now} />
      </WallPanel>
    </div>
  );
}
