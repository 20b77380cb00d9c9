import './wall.css';
import { Flame } from '@lantern/ui/flame';
import { useEffect, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Wall } from '@lantern/schemas/wall';
import { useLanguage } from '../../shared/i18n/language.ts';
import { mustRing, standingOf } from './city-standing.ts';
import { useDayNow } from './day-time.ts';
import { distanceIn } from './distance.ts';
import { toDayTime } from '@lantern/schemas/day-clock';
import { Acknowledge } from './acknowledge.tsx';
import { useAlarmSound } from './use-alarm-sound.ts';
import { useNewBuild } from './use-new-build.ts';
import { useScreen } from './use-screen.ts';
import { worst } from './use-freshness.ts';
import { useWall, type WallView } from './use-wall.ts';
import { WallAlarms } from './wall-alarms.tsx';
import { WallControls } from './wall-controls.tsx';
import { WallDayline } from './wall-dayline.tsx';
import { WallEvents } from './wall-events.tsx';
import { WallGate } from './wall-gate.tsx';
import { WallHeader } from './wall-header.tsx';
import { WallMap } from './wall-map.tsx';
import { WallNumber } from './wall-number.tsx';
import { WallPanel } from './wall-panel.tsx';
import { WallTiles } from './wall-tiles.tsx';

/** The coalition's one screen: read from five metres, for staff and for screens in rooms. */
export default function WallPage() {
  const [search] = useSearchParams();
  const link = useScreen();
  // A link is opened first: before, nobody is there whom the server would answer.
  if (link === 'opening') return <Waiting />;
  return <OpenWall asked={search.get('edition')} isLinkDead={link === 'dead'} />;
}

function OpenWall({ asked, isLinkDead }: { asked: string | null; isLinkDead: boolean }) {
  const view = useWall(asked);
  const { wall, fault } = view;
  useNewBuild(wall?.build, view.reloadNeeded);
  if (wall) return <LiveWall view={view} wall={wall} />;
  if (fault !== null) return <WallGate fault={fault} isLinkDead={isLinkDead} again={view.reread} />;
  return <Waiting />;
}

/** Until the first answer; what stays so long says why. */
function Waiting() {
  const { t } = useLanguage();
  return (
    <main id="main" className="wall room-night">
      <output className="grid min-h-[60dvh] place-items-center">
        <Flame className="light-breathes h-16 w-12" />
        <span>{t('state.loading')}</span>
      </output>
    </main>
  );
}

function LiveWall({ view, wall }: { view: WallView; wall: Wall }) {
  const [search] = useSearchParams();
  const { edition, cities, number } = wall;
  const status = worst(view.numberStatus, view.dayStatus);
  const now = useDayNow({ clock: edition.clock, asOf: wall.asOf, stands: status === 'not-live' });
  const distance = distanceIn(search);
  const sound = useAlarmSound(mustRing(cities));
  // A minute is as fine as the marks need it; every second would draw the map anew.
  const minute = Math.floor(now / 60_000) * 60_000;
  const standings = useMemo(
    () => new Map(cities.map((city) => [city.slug, standingOf(city, minute)])),
    [cities, minute],
  );
  const newest = useMemo(() => wall.events.map(({ city }) => city), [wall.events]);
  const oldest = view.number.asOf < wall.asOf ? view.number.asOf : wall.asOf;
  const dayAt = (instant: string) => toDayTime(edition.clock, Date.parse(instant));
  return (
    <main id="main" className="wall room-night" data-distance={distance} data-status={status}>
      <WallHeader
        status={status}
        isRehearsal={edition.kind === 'rehearsal'}
        asOf={dayAt(oldest || wall.asOf)}
      >
        <WallControls distance={distance} sound={sound.isArmed} onSound={sound.set} />
      </WallHeader>
      <div className="wall-body">
        <WallPanel name="tiles" status={view.dayStatus} asOf={dayAt(wall.asOf)}>
          <WallTiles cities={cities} now={now} />
        </WallPanel>
        <div className="wall-middle">
          <WallPanel name="map" status={view.dayStatus} asOf={dayAt(wall.asOf)}>
            <WallMap cities={cities} standings={standings} newest={newest} />
          </WallPanel>
          <div className="wall-side">
            <WallPanel
              name="number"
              status={view.numberStatus}
              asOf={dayAt(view.number.asOf || wall.asOf)}
            >
              <WallNumber
                total={view.number.total}
                perMinute={view.number.perMinute}
                lastHour={number.lastHour}
              />
            </WallPanel>
            <WallPanel name="news" status={view.dayStatus} asOf={dayAt(wall.asOf)}>
              <WallAlarms
                alarms={wall.alarms}
                cities={cities}
                now={now}
                act={(alarm) =>
                  wall.viewer === 'acts' && <Acknowledge alarm={alarm} done={view.reread} />
                }
              />
              <WallEvents events={wall.events} cities={cities} />
            </WallPanel>
          </div>
        </div>
        <WallPanel name="dayline" status={view.dayStatus} asOf={dayAt(wall.asOf)}>
          <WallDayline edition={edition} cities={cities} standings={standings} now={now} />
        </WallPanel>
      </div>
    </main>
  );
}
