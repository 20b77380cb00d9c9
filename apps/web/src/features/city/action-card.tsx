import type { ReactNode } from 'react';
import type { ActionView } from './city-view.server.ts';
import { ReaderTime } from './reader-time.tsx';

interface Props {
  action: ActionView;
  /** What became of it, in words; may have come since the page was made. */
  outcome: string | null;
  calendarHref: string;
  /** How to say that one comes. */
  children?: ReactNode;
}

/** One thing that is planned, as exactly as it is published and no more. */
export function ActionCard({ action, outcome, calendarHref, children }: Props) {
  const { id, title, day, localDate, hours, startsAt, where, details, calledOff, words } = action;
  const ended = calledOff ?? outcome;
  return (
    <li id={`action-${id}`} className="rounded-card border border-line bg-raised p-5 md:p-7">
      <h3 className="text-xl">{title}</h3>
      {ended && <p className="mt-1 font-semibold text-accent">{ended}</p>}
      <dl className="mt-3 grid gap-x-4 gap-y-3 sm:grid-cols-[5.5rem_1fr]">
        <dt className="text-sm text-muted sm:pt-0.5">{words.when}</dt>
        <dd className={calledOff ? 'line-through decoration-1' : ''}>
          <time dateTime={startsAt ?? localDate}>
            <span className="block">{day}</span>
            <span className="block">{hours}</span>
          </time>
          {startsAt && <ReaderTime at={startsAt} label={words.reader} />}
        </dd>
        <dt className="text-sm text-muted sm:pt-0.5">{words.where}</dt>
        <dd className="wrap-anywhere">{where}</dd>
      </dl>
      {details && (
        <p
          lang={action.detailsLocale ?? undefined}
          className="mt-4 whitespace-pre-line wrap-anywhere"
        >
          {details}
        </p>
      )}
      {!ended && (
        <p className="no-print mt-3">
          <a
            className="inline-flex min-h-touch items-center text-accent underline underline-offset-4"
            href={calendarHref}
          >
            {words.calendar}
          </a>
        </p>
      )}
      {children}
    </li>
  );
}
