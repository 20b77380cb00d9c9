import './wall.css';
import { toDayTime } from '@lantern/schemas/day-clock';
import type { Wall } from '@lantern/schemas/wall';
import { Flame } from '@lantern/ui/flame';
import { useSearchParams } from 'react-router';
import { useLanguage } from '../../shared/i18n/language.ts';
import { mustRing } from './city-standing.ts';
import { useDayNow } from './day-time.ts';
import { distanceIn } from './distance.ts';
import { useAlarmSound } from './use-alarm-sound.ts';
import { useNewBuild } from './use-new-build.ts';
import { useScreen } from './use-screen.ts';
import { newestNumbers, useWall, worst } from './use-wall.ts';
import { WallBody } from './wall-body.tsx';
import { WallControls } from './wall-controls.tsx';
import type { WallState } from './wall-feed.ts';
import { WallGate } from './wall-gate.tsx';
import { WallHeader } from './wall-header.tsx';

/** The coalition's one screen: read from five metres, for staff and for screens in rooms. */
export default function WallPage() {
  const [search] = useSearchParams();
  const link = useScreen();
  // A link is opened first: before, nobody is there whom the server would answer.
  if (link === 'opening') return <Waiting />;
  return <OpenWall edition={search.get('edition')} isLinkDead={link === 'dead'} />;
}

function OpenWall({ edition, isLinkDead }: { edition: string | null; isLinkDead: boolean }) {
  const { reread, ...state } = useWall(edition);
  const { wall, fault, live } = state;
  useNewBuild(wall?.build, live?.reloadNeeded ?? false);
  if (wall) return <LiveWall wall={wall} state={state} reread={reread} />;
  if (fault !== null) return <WallGate fault={fault} isLinkDead={isLinkDead} again={reread} />;
  return <Waiting />;
}

/** Until the first answer. */
function Waiting() {
  const { t } = useLanguage();
  return (
    <main id="main" className="wall room-night">
      <h1 className="sr-only">{t('wall.title')}</h1>
      <output className="grid min-h-[60dvh] place-items-center">
        <Flame className="light-breathes h-16 w-12" />
        <span className="sr-only">{t('state.loading')}</span>
      </output>
    </main>
  );
}

interface LiveProps {
  wall: Wall;
  state: WallState;
  reread: () => void;
}

function LiveWall({ wall, state: { dayStatus, live, behindMs }, reread }: LiveProps) {
  const [search] = useSearchParams();
  const { edition, cities, asOf } = wall;
  const numbers = newestNumbers(wall, live);
  const numberStatus = live?.status ?? 'connecting';
  const status = worst(numberStatus, dayStatus);
  const now = useDayNow({ clock: edition.clock, asOf, behindMs, stands: status === 'not-live' });
  const distance = distanceIn(search);
  const sound = useAlarmSound(mustRing(cities));
  const dayAt = (instant: string) => toDayTime(edition.clock, Date.parse(instant));
  return (
    <main id="main" className="wall room-night" data-distance={distance} data-status={status}>
      <WallHeader
        status={status}
        isRehearsal={edition.kind === 'rehearsal'}
        wayBack={wall.viewer !== 'screen'}
        asOf={Math.min(dayAt(numbers.asOf), dayAt(asOf))}
      >
        <WallControls distance={distance} sound={sound.isArmed} onSound={sound.set} />
      </WallHeader>
      <WallBody
        wall={wall}
        numbers={numbers}
        now={now}
        day={{ status: dayStatus, asOf: dayAt(asOf) }}
        number={{ status: numberStatus, asOf: dayAt(numbers.asOf) }}
        reread={reread}
      />
    </main>
  );
}
