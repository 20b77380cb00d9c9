import { randomUUID } from 'node:crypto';
import type { Outcome } from '@lantern/schemas/action';
import { citiesJsonSchema } from '@lantern/schemas/public-json';
import type { Lantern } from './lantern.ts';
import { printedToken } from './printed-token.ts';
import type { PublicCity } from './rehearsal/cast.ts';
import { inLanes } from './rehearsal/in-lanes.ts';
import { openPerson, tokenOf, type Person } from './rehearsal/person.ts';

/** A city with its action, and the coordinator who speaks for it. */
export interface SpokenCity {
  slug: string;
  /** A good one for its action. */
  outcome: { actionId: string; outcome: Outcome };
  accountId: string;
  api: Person['api'];
}

export interface DayEdition {
  /** Slug of the current edition. */
  edition: string;
  admin: Person['api'];
  cities: readonly SpokenCity[];
  /** A cookie for each screen that was hung up. */
  screens: readonly string[];
}

/** Coordinators let in at once. */
const LANES = 4;
const command = () => ({ commandId: randomUUID() });

interface Desk {
  origin: string;
  admin: Person;
  edition: string;
  date: string;
}

/** The current edition with cities, coordinators and screens, all by the interfaces that people use. */
export async function prepareDay(
  lantern: Lantern,
  wanted: { cities: number; walls: number },
): Promise<DayEdition> {
  const { origin } = lantern;
  const admin = openPerson(origin);
  await admin.enrol(await printedToken(lantern));
  await admin.addPasskey();
  const current = (await admin.api.editions.list.query()).find(({ isCurrent }) => isCurrent);
  if (!current) throw new Error('there is no current edition');
  const desk = { origin, admin, edition: current.slug, date: current.date };
  const answer = await fetch(`${origin}/api/v1/cities`);
  const { cities } = citiesJsonSchema.parse(await answer.json());
  const spoken: SpokenCity[] = [];
  await inLanes(cities.slice(0, wanted.cities), LANES, async (city) => {
    spoken.push(await letSpeak(desk, city));
  });
  if (spoken.length < wanted.cities) throw new Error(`only ${spoken.length} cities take part`);
  const screens: string[] = [];
  while (screens.length < wanted.walls) screens.push(await hangUp(desk));
  return { edition: desk.edition, admin: admin.api, cities: spoken, screens };
}

async function letSpeak({ origin, admin, edition, date }: Desk, { slug, kind }: PublicCity) {
  const { id: actionId } = await admin.api.cities.addAction.mutate({
    ...command(),
    edition,
    city: slug,
    kind: kind === 'delivery' ? 'delivery' : 'candlelight-vigil',
    localDate: date,
    localTime: '12:00',
    durationMinutes: 60,
    isMain: true,
    precision: 'city',
    publish: 'during',
    delayMinutes: 0,
    capacity: null,
    place: 'A made-up place',
    neighbourhood: null,
    details: null,
    detailsLocale: null,
  });
  const email = `coordinator.${slug}@bench.example`;
  const asked = await admin.api.auth.invite.mutate({ ...command(), email, role: 'coordinator' });
  if (asked.state !== 'done' || asked.link === null) throw new Error('an invitation has no link');
  const { enrol, api } = openPerson(origin);
  await enrol(tokenOf(asked.link));
  const { accountId } = await api.field.mine.query();
  const to = { role: 'coordinator', city: slug } as const;
  await admin.api.assignments.assign.mutate({ ...command(), edition, accountId, to });
  const outcome: Outcome = kind === 'delivery' ? 'handed-in' : 'held';
  return { slug, outcome: { actionId, outcome }, accountId, api };
}

/** A screen's cookie, by the link that opens it. */
async function hangUp({ origin, admin, edition }: Desk): Promise<string> {
  const { link } = await admin.api.screens.create.mutate({ ...command(), edition, name: 'Bench' });
  const answer = await fetch(`${origin}/api/screen`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify({ token: tokenOf(link ?? '') }),
  });
  const cookie = answer.headers.getSetCookie()[0]?.split(';', 1)[0];
  if (!answer.ok || cookie === undefined) throw new Error(`a screen was answered ${answer.status}`);
  return cookie;
}
