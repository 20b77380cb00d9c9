import type { ActionKind, Precision, PublishFrom } from '@lantern/schemas/action';
import type { FieldCode } from '@lantern/schemas/error-codes';
import type { Locale } from '@lantern/schemas/locale';
import type { Action } from './use-cities.ts';

/** An action as a person types it. */
export interface ActionDraft {
  kind: ActionKind;
  localDate: string;
  localTime: string;
  durationMinutes: number;
  isMain: boolean;
  precision: Precision;
  publish: PublishFrom;
  delayMinutes: number;
  capacity: string;
  place: string;
  neighbourhood: string;
  details: string;
  detailsLocale: Locale;
}

/** How long an action can be said to last, and how much later a check-in becomes public; minutes. */
export const DURATIONS = [15, 30, 45, 60, 90, 120, 180, 240, 360, 480, 720, 1_440] as const;
export const DELAYS = [0, 5, 15, 30, 60, 120, 240, 720, 1_440] as const;

interface Start {
  /** The edition's day. */
  date: string;
  kind: ActionKind;
  isMain: boolean;
  locale: Locale;
}

/** A new action: at noon of the day, and as little public as can be until somebody chooses more. */
export const emptyDraft = ({ date, kind, isMain, locale }: Start): ActionDraft => ({
  kind,
  localDate: date,
  localTime: '12:00',
  durationMinutes: 60,
  isMain,
  precision: 'city',
  publish: 'after',
  delayMinutes: 0,
  capacity: '',
  place: '',
  neighbourhood: '',
  details: '',
  detailsLocale: locale,
});

/** An action as the form shows it. */
export function draftOf(action: Action, locale: Locale): ActionDraft {
  return {
    kind: action.kind,
    localDate: action.localDate,
    localTime: action.localTime,
    durationMinutes: action.durationMinutes,
    isMain: action.isMain,
    precision: action.precision,
    publish: action.publish,
    delayMinutes: action.delayMinutes,
    capacity: action.capacity === null ? '' : String(action.capacity),
    place: action.place ?? '',
    neighbourhood: action.neighbourhood ?? '',
    details: action.details ?? '',
    detailsLocale: action.detailsLocale ?? locale,
  };
}

/** What is sent of a draft. An empty field says nothing; a capacity that is no number is refused by the server. */
export function sentOf(draft: ActionDraft) {
  const text = (typed: string) => typed.trim() || null;
  const { capacity, place, neighbourhood, details, detailsLocale, ...rest } = draft;
  return {
    ...rest,
    capacity: text(capacity) === null ? null : Number(capacity.replaceAll(/[\s,.]/gu, '')),
    place: text(place),
    neighbourhood: text(neighbourhood),
    details: text(details),
    detailsLocale: text(details) === null ? null : detailsLocale,
  };
}

export type DraftFaults = Partial<Record<keyof ActionDraft, FieldCode>>;

/** What can be told before anything is sent. */
export function faultsOf(draft: ActionDraft): DraftFaults {
  const faults: DraftFaults = {};
  const sent = sentOf(draft);
  if (sent.localDate === '') faults.localDate = 'required';
  if (!/^\d\d:\d\d$/u.test(sent.localTime)) faults.localTime = 'required';
  const { capacity } = sent;
  if (capacity !== null && !(Number.isInteger(capacity) && capacity >= 1 && capacity <= 100_000))
    faults.capacity = 'invalid';
  if (sent.precision === 'exact' && sent.place === null) faults.place = 'required';
  if (sent.precision === 'neighbourhood' && sent.neighbourhood === null)
    faults.neighbourhood = 'required';
  return faults;
}
