import { useHydrated } from '@lantern/ui/use-hydrated';

/** An instant under its name, said by the server in the edition's zone. */
interface WrittenDate {
  name: string;
  /** ISO instant. */
  at: string;
  said: string;
}

interface Props {
  dates: readonly WrittenDate[];
  /** IANA zone of the edition. */
  timezone: string;
  /** BCP 47 tag by which the server wrote the dates. */
  tag: string;
  /** Stands before the reader's own time. */
  yours: string;
}

/** The petition's dates, and what the reader's own clock will show then, where that is another time. */
export function PetitionDates({ dates, timezone, tag, yours }: Props) {
  const hydrated = useHydrated();
  return dates.map(({ name, at, said }) => (
    <div key={name} className="sm:contents">
      <dt className="text-muted">{name}</dt>
      <dd className="tabular">
        <time dateTime={at}>{said}</time>
        {/* Its line is kept free from the start, so that nothing moves when it comes. */}
        <span className="no-print block min-h-[1lh] text-muted noscript:hidden">
          {hydrated && readersTime({ at, timezone, tag, yours })}
        </span>
      </dd>
    </div>
  ));
}

const MOMENT = { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' } as const;

function readersTime({ at, timezone, tag, yours }: Omit<Props, 'dates'> & { at: string }): string {
  const instant = new Date(at);
  const say = (timeZone?: string) =>
    new Intl.DateTimeFormat(tag, { ...MOMENT, timeZone }).format(instant);
  const here = say();
  return here === say(timezone) ? '' : `${yours} ${here}`;
}
