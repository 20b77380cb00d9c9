import { z } from 'zod';
import { publicEventSchema } from '@lantern/schemas/live';
import { citiesJsonSchema, countJsonSchema } from '@lantern/schemas/public-json';
import type { CityTeam, Said } from './coordinator.ts';
import { EDITION } from './edition.ts';
import type { Person } from './person.ts';
import type { Signed } from './signers.ts';

export interface Played {
  teams: readonly CityTeam[];
  said: readonly Said[];
  signed: Signed;
  /** Alarms that staff acknowledged. */
  acknowledged: number;
}

interface Reading {
  origin: string;
  staff: Person;
  played: Played;
}

const feedSchema = z.object({ events: z.array(publicEventSchema) });

/** What differs between the day as it was played and as the database has it; nothing, if all is well. */
export async function differences(reading: Reading): Promise<string[]> {
  const parts = await Promise.all([
    ofCommands(reading),
    ofStates(reading),
    ofPublished(reading),
    ofCount(reading),
  ]);
  return parts.flat();
}

/** Every thing that was said is there once, in the order of its arrival, with its true time. */
async function ofCommands({ staff, played }: Reading): Promise<string[]> {
  const wrong: string[] = [];
  for (const { city } of played.teams) {
    const { commands } = await staff.api.field.timeline.query({
      edition: EDITION,
      city: city.slug,
    });
    // What staff set when they settled a dispute was not said from the field.
    const there = commands
      .filter(({ kind }) => kind !== 'override')
      .toSorted((one, other) => one.seq - other.seq)
      .map(({ id }) => id);
    const said = played.said
      .filter((one) => one.city === city.slug)
      .toSorted((one, other) => one.receipt.seq - other.receipt.seq);
    const told = said.map(({ receipt }) => receipt.commandId);
    if (there.join() !== told.join())
      wrong.push(`${city.slug}: ${told.length} things were said, ${there.length} are there`);
    for (const { receipt, happenedAt } of said)
      if (Math.abs(Date.parse(receipt.happenedAt) - happenedAt) > TRUE_WITHIN_MS)
        wrong.push(`${city.slug}: ${receipt.commandId} happened at another time`);
  }
  return wrong;
}

/** A millisecond of the world is a second of the day, and instants are rounded to one. */
const TRUE_WITHIN_MS = 5_000;

const PHASES = { 'on-the-way': 'on-the-way', arrived: 'there' } as const;

/** The board says of each city what its people said last. */
async function ofStates({ staff, played }: Reading): Promise<string[]> {
  const { cities } = await staff.api.board.read.query({ edition: EDITION });
  return played.teams.flatMap(({ city, part }) => {
    const deeds = played.said.filter((one) => one.city === city.slug).map(({ deed }) => deed);
    const row = cities.find(({ slug }) => slug === city.slug);
    const isHome = deeds.some((deed) => deed.do === 'safe-home');
    const step = deeds.findLast((deed) => deed.do === 'step')?.step;
    const expected = isHome ? 'safe-home' : step && PHASES[step];
    // Called off is called off, also when everybody is home.
    if (
      part === 'called-off'
        ? row?.phase !== 'called-off' && row?.phase !== 'safe-home'
        : row?.phase !== expected
    )
      return [`${city.slug} (${part}): ${expected} was said last, the board says ${row?.phase}`];
    return [];
  });
}

/** What is published is what happened, each thing once; of those who never arrived, nothing. */
async function ofPublished({ origin, played }: Reading): Promise<string[]> {
  const read = async (path: string): Promise<unknown> =>
    await (await fetch(`${origin}${path}`)).json();
  const { cities } = citiesJsonSchema.parse(await read(`/api/v1/cities?edition=${EDITION}`));
  const { events } = feedSchema.parse(await read(`/api/v1/feed?edition=${EDITION}`));
  return played.teams.flatMap(({ city, part }) => {
    const row = cities.find(({ slug }) => slug === city.slug);
    const outcomes = played.said.filter(
      ({ city: slug, deed }) =>
        slug === city.slug && (deed.do === 'outcome' || deed.do === 'correction'),
    );
    const told = events.filter((event) => 'city' in event && event.city === city.slug);
    const times = told.filter(({ kind }) => kind === 'city-there').length;
    const wrong: string[] = [];
    if (times > 1) wrong.push(`${city.slug}: there was published ${times} times`);
    if (outcomes.length === 0 && told.length > 0)
      wrong.push(`${city.slug}: published without an outcome`);
    if (outcomes.length > 0 && row?.status === 'planned')
      wrong.push(`${city.slug} (${part}): its outcome was not published`);
    return wrong;
  });
}

/** The number is the number of those who confirmed, wherever it is read. */
async function ofCount({ origin, played: { signed } }: Reading): Promise<string[]> {
  const answer = await fetch(`${origin}/api/v1/count?edition=${EDITION}`);
  const { total } = countJsonSchema.parse(await answer.json());
  return total === signed.confirmed ? [] : [`${signed.confirmed} confirmed, ${total} are counted`];
}
