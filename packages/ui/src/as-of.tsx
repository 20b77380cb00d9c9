import { useHydrated } from './use-hydrated.tsx';

interface Props {
  /** ISO instant at which the figure was true. */
  at: string;
  locale: string;
  /** Puts the time into words: "true at 14:02". */
  say: (time: string) => string;
  /** Zone shown until the reader's own is known; also by the server. */
  timeZone?: string;
  seconds?: boolean;
  /** Names the day and the zone as well: for paper, which is read on another day and elsewhere. */
  dated?: boolean;
}

/**
 * When a figure was true. The server cannot know the reader's zone, so the first render (there and
 * in the browser alike) names its zone, and the reader's own time follows.
 */
export function AsOf({ at, locale, say, timeZone = 'UTC', seconds = false, dated = false }: Props) {
  const settled = useHydrated();
  const format: Intl.DateTimeFormatOptions = {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(seconds && { second: '2-digit' }),
    ...(dated && { year: 'numeric', month: 'long', day: 'numeric', timeZoneName: 'short' }),
    ...(!settled && { timeZone, timeZoneName: 'short' }),
  };
  const time = new Intl.DateTimeFormat(locale, format).format(new Date(at));
  return (
    <time dateTime={at} className="tabular" suppressHydrationWarning>
      {say(time)}
    </time>
  );
}
