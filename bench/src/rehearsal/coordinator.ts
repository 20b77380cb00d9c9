import { randomUUIDv7 } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { toDayTime, toRealTime, type DayClock } from '@lantern/schemas/day-clock';
import type { FieldCommandInput, FieldReceipt } from '@lantern/schemas/field';
import { EDITION } from './edition.ts';
import type { Deed, Moment, PlayedCity } from './moments.ts';
import type { Person } from './person.ts';

/** A city's coordinator with their deputy, both enrolled and ready, before the day. */
export interface CityTeam extends PlayedCity {
  actionId: string;
  /** When it starts, ms on the day's clock. */
  startsAt: number;
  coordinator: Member;
  deputy: Member;
}

export interface Member extends Pick<Person, 'api'> {
  accountId: string;
  pin: string;
  duressPin: string;
}

/** One thing that was said and received. */
export interface Said {
  city: string;
  deed: Deed;
  receipt: FieldReceipt;
  /** When it happened, by the day's clock, ms. */
  happenedAt: number;
  /** Real ms from sending until the receipt. */
  tookMs: number;
}

const MINUTE_MS = 60_000;

/** Plays a city's whole day; what has no network waits on the phone, as in the field app, in order. */
export async function playCity(
  team: CityTeam,
  moments: readonly Moment[],
  clock: DayClock,
): Promise<Said[]> {
  const said: Said[] = [];
  const dayOf = (minutes: number) => team.startsAt + minutes * MINUTE_MS;
  const send = async (item: FieldCommandInput, { deed, sentAt }: Moment) => {
    if (sentAt !== undefined) await until(toRealTime(clock, dayOf(sentAt)));
    const started = performance.now();
    const receipt = await speakerOf(deed, team).api.field.send.mutate(item);
    const tookMs = performance.now() - started;
    said.push({
      city: team.city.slug,
      deed,
      receipt,
      happenedAt: toDayTime(clock, Date.parse(item.deviceAt)),
      tookMs,
    });
  };
  const outcomes: string[] = [];
  // Made when it happens, sent when there is a network, each after the one before it.
  let sending = Promise.resolve();
  for (const moment of moments.toSorted((one, other) => one.at - other.at)) {
    await Promise.race([until(toRealTime(clock, dayOf(moment.at))), failureOf(sending)]);
    const item = commandOf(moment.deed, { team, outcomes });
    if (item.kind === 'outcome') outcomes.push(item.commandId);
    sending = sending.then(() => send(item, moment));
  }
  await sending;
  return said;
}

/** Never settles unless it fails: then nothing more is played. */
const failureOf = (work: Promise<void>): Promise<never> =>
  work.then(() => new Promise<never>(() => undefined));

async function until(real: number): Promise<void> {
  await sleep(Math.max(0, real - Date.now()));
}

const speakerOf = (deed: Deed, { coordinator, deputy }: CityTeam): Member =>
  deed.do === 'outcome' && deed.by === 'deputy' ? deputy : coordinator;

interface Telling {
  team: CityTeam;
  /** Ids of the outcomes said so far. */
  outcomes: readonly string[];
}

function commandOf(deed: Deed, { team, outcomes }: Telling): FieldCommandInput {
  const speaker = speakerOf(deed, team);
  const base = {
    commandId: randomUUIDv7(),
    edition: EDITION,
    city: team.city.slug,
    actor: speaker.accountId,
    deviceAt: new Date().toISOString(),
    offsetMs: 0,
  };
  const { actionId } = team;
  switch (deed.do) {
    case 'step':
      return { ...base, kind: 'step', step: deed.step };
    case 'outcome':
      return { ...base, kind: 'outcome', actionId, outcome: deed.outcome };
    case 'correction':
      return {
        ...base,
        kind: 'correction',
        actionId,
        corrects: outcomes.at(-1) ?? '',
        outcome: deed.outcome,
        reason: 'Rehearsal: it was said too early.',
      };
    case 'incident':
      return {
        ...base,
        kind: 'incident',
        incident: deed.incident,
        callMe: deed.callMe,
        text: 'Rehearsal: nothing of this happened.',
      };
    case 'numbers':
      return { ...base, kind: 'numbers', people: deed.people, paper: deed.paper };
    case 'safe-home':
      return {
        ...base,
        kind: 'safe-home',
        pin: deed.pin === 'safe' ? speaker.pin : speaker.duressPin,
      };
  }
}
