import type { Outcome } from '@lantern/schemas/action';
import type { CityPhase } from '@lantern/schemas/field';
import type { WallCity, WallEvent } from '@lantern/schemas/wall';
import type { CityState } from '@lantern/ui/city-mark';
import { outcomeWords } from '../../shared/day-words.ts';
import type { Language } from '../../shared/i18n/language.ts';

type Translate = Language['t'];

/** The commonest outcomes of those that are done: "29 handed in · 2 refused"; null without any. */
export function outcomeSummary(done: readonly WallCity[], t: Translate): string | null {
  const groups = Map.groupBy(done, ({ outcome }) => outcome);
  const counted = [...groups].flatMap(([outcome, cities]) =>
    outcome === null ? [] : [{ outcome, count: cities.length }],
  );
  if (counted.length === 0) return null;
  return counted
    .toSorted((a, b) => b.count - a.count)
    .slice(0, 2)
    .map(({ outcome, count }) => `${count} ${t(outcomeWords(outcome))}`)
    .join(' · ');
}

/** What an event says after its city's name. */
export function eventWords(event: WallEvent, t: Translate): string {
  if (event.kind === 'alarm') {
    const subject = event.alarm === 'silence' ? 'silence' : 'trouble';
    return t(`wall.alarm-${subject}-${event.state}`);
  }
  return checkInWords(event, t);
}

function checkInWords(
  { phase, outcome }: { phase: CityPhase; outcome: Outcome | null },
  t: Translate,
): string {
  // Whoever comes home says so whatever became of the letter.
  if (outcome !== null && phase !== 'safe-home') return t(outcomeWords(outcome));
  return t(`wall.phase-${phase}`);
}

/** The mark beside an event. */
export function eventMark(event: WallEvent): CityState {
  if (event.kind === 'alarm') {
    // What is over calls for nobody.
    if (event.state === 'closed') return 'waiting';
    return event.alarm === 'silence' ? 'silent' : 'trouble';
  }
  return event.phase === 'safe-home' ? 'done' : event.phase;
}
