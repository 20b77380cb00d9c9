import type { LiveStatus } from '@lantern/live-client/live-state';
import { Flame } from '@lantern/ui/flame';
import { LiveBadge } from '@lantern/ui/live-badge';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useLanguage } from '../../shared/i18n/language.ts';
import { PATHS } from '../../shared/paths.ts';
import { timesIn } from './day-time.ts';

interface Props {
  status: LiveStatus;
  isRehearsal: boolean;
  /** When the oldest thing shown was true, by the day's time, ms. */
  asOf: number;
  /** People have the board behind the wall; a screen has nothing. */
  wayBack: boolean;
  children: ReactNode;
}

/** Whose day it is, whether it can be trusted, and when it was true; over it, once nothing is heard, nothing else. */
export function WallHeader({ status, isRehearsal, asOf, wayBack, children }: Props) {
  const { t, locale } = useLanguage();
  const times = timesIn(locale);
  const time = t('wall.utc', { time: times.second(asOf) });
  if (status === 'not-live')
    return (
      <header className="wall-header wall-not-live" role="alert">
        <h1 className="sr-only">{t('app.day')}</h1>
        <p>
          {isRehearsal && `${t('wall.rehearsal')} · `}
          {t('wall.not-live', { time, date: times.date(asOf) })}
        </p>
      </header>
    );
  return (
    <header className="wall-header" data-status={status}>
      {wayBack ? (
        <Link to={PATHS.board} aria-label={t('nav.board')} className="wall-home">
          <Flame className="h-[1.3em] w-[1em] text-[2rem]" />
        </Link>
      ) : (
        <Flame className="h-[1.3em] w-[1em] text-[2rem]" />
      )}
      <h1 className="wall-title">{t('app.day')}</h1>
      {isRehearsal && <strong className="wall-rehearsal">{t('wall.rehearsal')}</strong>}
      <LiveWord status={status} />
      {children}
      <p className="wall-as-of">
        {t(status === 'late' ? 'wall.late-since' : 'wall.as-of')}{' '}
        <strong className="tabular">{time}</strong> {status !== 'late' && `· ${times.date(asOf)}`}
      </p>
    </header>
  );
}

function LiveWord({ status }: { status: LiveStatus }) {
  const { t } = useLanguage();
  if (status === 'connecting') return null;
  const isLate = status !== 'fresh';
  return (
    <span className="wall-chip" aria-live="polite">
      <LiveBadge state={isLate ? 'late' : 'fresh'} word={t(isLate ? 'wall.late' : 'wall.live')} />
    </span>
  );
}
