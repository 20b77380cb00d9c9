import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Person } from './person.ts';

/** The rehearsal's edition: what every address, mail and payload of it says. */
export const EDITION = 'rehearsal';

const command = () => ({ commandId: randomUUID(), edition: EDITION });
const OPENS_IN_MS = 4_000;
const DAY_MS = 86_400_000;
/** Within reach of what a rehearsal signs. */
const GOAL = 1_000;

/** Ends what an earlier rehearsal left; answers whether there was one. */
export async function wipe({ api }: Person): Promise<boolean> {
  const editions = await api.editions.list.query();
  if (!editions.some(({ slug }) => slug === EDITION)) return false;
  await api.rehearsals.wipe.mutate(command());
  return true;
}

/** Makes the edition after the current one: its cities, its texts, approved once more, and its day, which it answers. */
export async function makeEdition({ api }: Person): Promise<string> {
  const editions = await api.editions.list.query();
  const current = editions.find(({ isCurrent }) => isCurrent);
  if (!current) throw new Error('there is no current edition to rehearse');
  const at = (ms: number) => new Date(Date.now() + ms).toISOString();
  const { date, timezone, slug } = current;
  const opensAt = at(OPENS_IN_MS);
  await api.editions.create.mutate({
    commandId: randomUUID(),
    slug: EDITION,
    kind: 'rehearsal',
    date,
    timezone,
    opensAt,
    closesAt: at(DAY_MS),
    deliversAt: at(DAY_MS),
    goal: GOAL,
    textsFrom: slug,
    citiesFrom: slug,
  });
  const texts = await api.petition.texts.query({ edition: EDITION });
  for (const { id: textId, hash } of texts)
    await api.petition.approve.mutate({ commandId: randomUUID(), textId, hash });
  await sleep(Math.max(0, Date.parse(opensAt) - Date.now()));
  return date;
}

/** Lets the day begin at `dayAt`, ms on its own clock, and run `rate` times as fast as the world. */
export async function startDay({ api }: Person, dayAt: number, rate: number) {
  return api.rehearsals.setClock.mutate({
    ...command(),
    dayAt: new Date(dayAt).toISOString(),
    rate,
  });
}

/** Hangs up a screen; answers the one-time link that opens its wall. */
export async function openScreen({ api }: Person): Promise<string> {
  const { link } = await api.screens.create.mutate({ ...command(), name: 'Rehearsal' });
  if (link === null) throw new Error('a new screen came without its link');
  return link;
}
