import type { Wall, WallCity } from '@lantern/schemas/wall';
import { CityMark, type CityState } from '@lantern/ui/city-mark';
import type { ReactNode } from 'react';
import { useLanguage, type Language } from '../../shared/i18n/language.ts';
import { minutesSince, tallied, type Calling } from './city-standing.ts';
import { outcomeSummary } from './wall-words.ts';

interface Props {
  cities: Wall['cities'];
  /** The day's time, ms. */
  now: number;
}

/** Silent cities from this many on may be one broken network, and not as many people in need. */
const FLOOD = 5;

/** What the room looks at first: how many cities are done, there, silent, in trouble; each says what to do next. */
export function WallTiles({ cities, now }: Props) {
  const { t, locale } = useLanguage();
  const { done, there, silent, trouble, next } = tallied(cities, now);
  const nextWords = next
    ? t('wall.next', { city: next.name[locale], wait: waitWords(next, now, t) })
    : t('wall.next-none');
  return (
    <ul aria-label={t('wall.tiles')} className="wall-tiles">
      <Tile state="done" count={done.length} word={t('wall.done')}>
        <p className="wall-hint">{outcomeSummary(done, t) ?? t('wall.done-none')}</p>
      </Tile>
      <Tile state="there" count={there.length} word={t('wall.there')}>
        <p className="wall-hint">{nextWords}</p>
      </Tile>
      <CallingTile state="silent" calling={silent} now={now} word={t('wall.silent')}>
        {silent.length >= FLOOD
          ? t('wall.do-flood', { count: silent.length })
          : t(silentStep(silent[0]))}
      </CallingTile>
      <CallingTile state="trouble" calling={trouble} now={now} word={t('wall.trouble')}>
        {t(troubleStep(trouble[0]))}
      </CallingTile>
    </ul>
  );
}

/** Minutes while they matter, then hours. */
function waitWords({ startsAt }: WallCity, now: number, t: Language['t']): string {
  const minutes = Math.ceil((Date.parse(startsAt ?? '') - now) / 60_000);
  if (minutes < 100) return t('wall.in-minutes', { minutes });
  return t('wall.in-hours', { hours: Math.round(minutes / 60) });
}

function silentStep(first: Calling | undefined) {
  if (!first) return 'wall.silent-none';
  if (first.calling.acknowledged) return 'wall.do-silent-had';
  return first.calling.level === 'red' ? 'wall.do-silent-red' : 'wall.do-silent-amber';
}

function troubleStep(first: Calling | undefined) {
  if (!first) return 'wall.trouble-none';
  return first.calling.acknowledged ? 'wall.do-trouble-had' : 'wall.do-trouble';
}

interface CallingProps {
  state: 'silent' | 'trouble';
  calling: readonly Calling[];
  now: number;
  word: string;
  /** What to do next. */
  children: ReactNode;
}

/** As many names as a tile has lines for; the others are counted. */
const NAMED = 2;

function CallingTile({ state, calling, now, word, children }: CallingProps) {
  const { t, locale } = useLanguage();
  const more = calling.length - NAMED;
  const tone = state === 'trouble' ? 'danger' : 'amber';
  return (
    <Tile state={state} count={calling.length} word={word} tone={calling.length > 0 ? tone : null}>
      {calling.slice(0, NAMED).map(({ slug, name, calling: { since } }) => (
        <p key={slug} className="wall-vital">
          <strong>{name[locale]}</strong>
          <span className="tabular">
            {t('wall.minutes', { minutes: minutesSince(since, now) })}
          </span>
        </p>
      ))}
      <p className="wall-hint">
        {more > 0 && `${t('wall.more', { count: more })} · `}
        {children}
      </p>
    </Tile>
  );
}

interface TileProps {
  state: CityState;
  count: number;
  word: string;
  tone?: 'amber' | 'danger' | null;
  children: ReactNode;
}

function Tile({ state, count, word, tone = null, children }: TileProps) {
  return (
    <li
      className="wall-tile"
      data-tone={tone ?? 'calm'}
      data-count={count}
      data-testid={`tile-${state}`}
    >
      <p className="wall-tile-head">
        <CityMark state={state} className="wall-tile-mark" />
        <span className="tabular font-serif font-bold leading-none wall-count">{count}</span>
        <span className="wall-word">{word}</span>
      </p>
      <div className="wall-tile-rest">{children}</div>
    </li>
  );
}
