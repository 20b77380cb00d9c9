import type { Locale } from '@lantern/schemas/locale';
import { actionLine, actionPlace } from './action-words.ts';
import { translator } from './rsvp-words.ts';
import type { ActionFacts } from './rsvps.repo.ts';

interface Place {
  locale: Locale;
  /** Origin of the site, e.g. `https://example.org`. */
  publicOrigin: string;
}

/**
 * An action as a calendar entry (RFC 5545): instants in the world's time, which are right in every zone, or the day
 * alone where the hour is not published. Its UID stays, and SEQUENCE grows, so that a change replaces the entry.
 */
export function calendarOf(facts: ActionFacts, { locale, publicOrigin }: Place): string {
  const { id, revision, changedAt, now, calledOff, edition, city } = facts;
  const rehearsal = edition.kind === 'rehearsal';
  const url = new URL(`/${locale}/cities/${city}`, publicOrigin);
  if (rehearsal) url.searchParams.set('edition', edition.slug);
  const title = `${rehearsal ? 'REHEARSAL · ' : ''}${actionLine(facts, locale)}`;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Lantern//Save North Korean Refugees Day//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${id}@${new URL(publicOrigin).hostname}`,
    `SEQUENCE:${revision}`,
    `DTSTAMP:${utc(changedAt ?? now)}`,
    ...times(facts),
    `SUMMARY:${text(title)}`,
    `DESCRIPTION:${text(translator(locale)('day'))}`,
    `LOCATION:${text(actionPlace(facts, locale))}`,
    `URL:${url.href}`,
    `STATUS:${calledOff ? 'CANCELLED' : 'CONFIRMED'}`,
    'TRANSP:OPAQUE',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function times({ startsAt, endsAt, localDate }: ActionFacts): string[] {
  if (startsAt === null) return [`DTSTART;VALUE=DATE:${localDate.replaceAll('-', '')}`];
  return [`DTSTART:${utc(startsAt)}`, ...(endsAt ? [`DTEND:${utc(endsAt)}`] : [])];
}

/** `20270924T030000Z`. */
const utc = (at: Date): string => `${at.toISOString().slice(0, 19).replaceAll(/[-:]/gu, '')}Z`;

/** A value of type TEXT (3.3.11): nothing in it ends the line or begins another property. */
const text = (value: string): string =>
  value.replaceAll(/[\\;,]/gu, (sign) => `\\${sign}`).replaceAll(/\r\n?|\n/gu, '\\n');

/** A line is at most 75 bytes (3.1); what follows goes on after a space, and no character is cut. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  let bytes = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (bytes + size > 75) {
      parts.push(part);
      part = ' ';
      bytes = 1;
    }
    part += character;
    bytes += size;
  }
  return [...parts, part].join('\r\n');
}
