import type { LiveStatus } from '@lantern/live-client/live-state';
import type { ReactNode } from 'react';
import { useLanguage } from '../../shared/i18n/language.ts';
import { timesIn } from './day-time.ts';

/** How old what a part shows is. */
export interface HowOld {
  status: LiveStatus;
  /** When it was true, by the day's time, ms. */
  asOf: number;
}

interface Props extends HowOld {
  name: 'tiles' | 'map' | 'number' | 'news' | 'dayline';
  children: ReactNode;
}

/** A part of the wall, which says for itself how old it is. */
export function WallPanel({ name, status, asOf, children }: Props) {
  const { t, locale } = useLanguage();
  return (
    <div className={`wall-panel wall-panel-${name}`} data-status={status}>
      {children}
      <p className="wall-panel-as-of tabular" data-testid={`as-of-${name}`}>
        {t('wall.panel-as-of', { time: timesIn(locale).second(asOf) })}
      </p>
    </div>
  );
}
