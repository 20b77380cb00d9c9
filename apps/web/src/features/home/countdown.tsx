import { useEffect, useState } from 'react';
import { dateHere, daysBetween } from './days-left.ts';

/** How many days there are until the day, and the words for it. */
export interface DaysToGo {
  /** The day, `YYYY-MM-DD`; it is this date everywhere. */
  day: string;
  /** By the calendar of the edition's zone, when the page was made. */
  left: number;
  words: Record<'days' | 'tomorrow' | 'today' | 'past' | 'zone' | 'yours', string>;
}

/** How often a page that stays open looks at the calendar again, ms. */
const LOOK_AGAIN_MS = 60_000;

/** Days until the day: as the server knew them, then by the reader's own calendar. */
export function Countdown({ day, left, words }: DaysToGo) {
  const here = useDaysLeftHere(day);
  const days = here ?? left;
  return (
    <p className="mt-3">
      <span
        className="block text-2xl leading-none text-accent lg:text-3xl"
        data-testid="days-to-go"
      >
        <DaysInWords days={days} words={words} />
      </span>
      {days >= 0 && (
        // A line of its own, so that the other words move nothing.
        <span className="mt-1.5 block text-sm text-muted">
          {here === null ? words.zone : words.yours}
        </span>
      )}
    </p>
  );
}

function DaysInWords({ days, words }: Pick<DaysToGo, 'words'> & { days: number }) {
  if (days < 0) return words.past;
  if (days === 0) return words.today;
  if (days === 1) return words.tomorrow;
  return (
    <>
      <span className="tabular font-serif text-[2.5rem] font-semibold lg:text-[3.25rem]">
        {days}
      </span>{' '}
      {words.days}
    </>
  );
}

/** Null until this runs in a browser: what the server wrote stands until then. */
function useDaysLeftHere(day: string): number | null {
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    const look = () => setLeft(daysBetween(dateHere(new Date()), day));
    look();
    const timer = setInterval(look, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [day]);
  return left;
}
