import type { Wall } from '@lantern/schemas/wall';
import { CityMark } from '@lantern/ui/city-mark';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Acknowledge } from './acknowledge.tsx';
import { minutesSince } from './city-standing.ts';

interface Props {
  alarms: Wall['alarms'];
  cities: Wall['cities'];
  now: number;
  /** Whoever only looks has no button. */
  mayAct: boolean;
  /** Told when one was acknowledged, or was not. */
  onActed: () => void;
}

/** Rows there is room for beside the events; the most urgent come first. */
const SHOWN = 2;

/** What waits for somebody to say "I have it"; for staff, never on a screen. */
export function WallAlarms({ alarms, cities, now, mayAct, onActed }: Props) {
  const { t, locale } = useLanguage();
  const open = alarms.filter(({ acknowledged }) => !acknowledged);
  if (open.length === 0) return null;
  const more = open.length - SHOWN;
  const nameOf = (slug: string) => cities.find((city) => city.slug === slug)?.name[locale] ?? slug;
  return (
    <section aria-labelledby="wall-alarms" className="wall-alarms">
      <h2 id="wall-alarms" className="wall-label">
        {t('wall.alarms', { count: open.length })}
        {more > 0 && ` · ${t('wall.more', { count: more })}`}
      </h2>
      <ul className="wall-rows">
        {open.slice(0, SHOWN).map((alarm) => (
          <li key={alarm.id} className="wall-row" data-level={alarm.level}>
            <CityMark
              state={alarm.kind === 'silence' ? 'silent' : 'trouble'}
              className="size-[1.4em]"
            />
            <span className="wall-row-words">
              <strong>{nameOf(alarm.city)}</strong>{' '}
              {alarm.step ? t(`wall.missing-${alarm.step}`) : t(`wall.kind-${alarm.kind}`)}
            </span>
            <span className="tabular whitespace-nowrap text-muted">
              {t('wall.minutes', { minutes: minutesSince(alarm.since, now) })}
            </span>
            {mayAct && <Acknowledge alarm={alarm} city={nameOf(alarm.city)} done={onActed} />}
          </li>
        ))}
      </ul>
    </section>
  );
}
