import type { Transaction } from '@lantern/db/database';
import { NOT_OFFERED } from '@lantern/schemas/mission-limits';
import type { CityOfEdition } from '../../platform/city-access.ts';
import type { Clock } from '../../platform/clock.ts';
import { appendEvents } from '../../platform/events.ts';
import type { Keyring } from '../../platform/keyring.ts';
import { readStoredActions, setCalledOff } from './actions.repo.ts';
import {
  readDayNow,
  readPublished,
  setHidden,
  setWithdrawn,
  hasOfferedMission,
} from './cities.repo.ts';
import { publishPlan } from './projection.ts';
import { addCity, deleteCityIfBare, listEditionsAhead, lockCityIfThere } from './withheld.repo.ts';

/** A place whose mission is offered no longer, or again; `by` is an account's id. */
interface AtPlace {
  city: string;
  by: string;
}

/** What becomes of a place's city in every edition whose day has not passed, once its mission is judged anew. */
export interface CitiesAtMissions {
  /**
   * Where no other mission may be gone to, the city goes: entirely, or, where somebody already works on it, hidden,
   * withdrawn, with all that it plans called off. Tells the streams, so call it last. Answers how many went.
   */
  drop(tx: Transaction, at: AtPlace): Promise<number>;
  /** The city is back as a delivery city, with what was called off by its going. Call it last. */
  bringBack(tx: Transaction, at: AtPlace): Promise<number>;
}

interface Deps {
  keyring: Pick<Keyring, 'open'>;
  clock: Clock;
}

export function createCitiesAtMissions(deps: Deps): CitiesAtMissions {
  return {
    drop: async (tx, { city, by }) => {
      if (await hasOfferedMission(tx, city)) return 0;
      return inEveryEdition(tx, { deps, city }, (place) => dropOne(tx, { deps, place, by }));
    },
    bringBack: (tx, { city, by }) =>
      inEveryEdition(tx, { deps, city }, (place) => bringBackOne(tx, { deps, place, by })),
  };
}

/** All that is written comes before the first stream is locked. */
async function inEveryEdition(
  tx: Transaction,
  { deps, city }: { deps: Deps; city: string },
  work: (place: CityOfEdition) => Promise<boolean>,
): Promise<number> {
  const changed: { place: CityOfEdition; isSeen: boolean }[] = [];
  for (const editionId of await listEditionsAhead(tx, deps.clock.now())) {
    const place = { editionId, city };
    const before = await readPublished(tx, place);
    if (!(await work(place))) continue;
    changed.push({ place, isSeen: (await readPublished(tx, place)).text !== before.text });
  }
  for (const { place, isSeen } of changed) await tell(tx, place, isSeen);
  return changed.length;
}

async function tell(
  tx: Transaction,
  { editionId, city }: CityOfEdition,
  isSeen: boolean,
): Promise<void> {
  if (isSeen)
    await appendEvents(tx, {
      editionId,
      stream: 'public',
      events: [{ kind: 'city-changed', city }],
    });
  await appendEvents(tx, { editionId, stream: 'day', events: [{ kind: 'city-plan', city }] });
  const stream = `city:${city}` as const;
  await appendEvents(tx, { editionId, stream, events: [{ kind: 'plan-changed' }] });
}

interface One {
  deps: Deps;
  place: CityOfEdition;
  by: string;
}

async function dropOne(tx: Transaction, { deps, place, by }: One): Promise<boolean> {
  const found = await lockCityIfThere(tx, place);
  if (!found || found.withdrawnReason === NOT_OFFERED) return false;
  if (await deleteCityIfBare(tx, place)) return true;
  const at = await readDayNow(tx, place.editionId);
  const standing = (await readStoredActions(tx, place)).filter((one) => !one.calledOffAt);
  await setCalledOff(
    tx,
    standing.map(({ id }) => id),
    { at, now: deps.clock.now(), by },
  );
  await setWithdrawn(tx, place, { at, reason: NOT_OFFERED });
  await setHidden(tx, place, at);
  await publishPlan(tx, { place, at, keyring: deps.keyring, before: null });
  return true;
}

async function bringBackOne(tx: Transaction, { deps, place, by }: One): Promise<boolean> {
  const found = await lockCityIfThere(tx, place);
  if (!found) return addCity(tx, place);
  if (found.withdrawnReason !== NOT_OFFERED) return false;
  const since = found.withdrawnAt?.getTime();
  const ids = (await readStoredActions(tx, place))
    .filter(({ calledOffAt }) => calledOffAt?.getTime() === since)
    .map(({ id }) => id);
  await setCalledOff(tx, ids, { at: null, now: deps.clock.now(), by });
  await setWithdrawn(tx, place, null);
  await setHidden(tx, place, null);
  const at = await readDayNow(tx, place.editionId);
  const before = await readPublished(tx, place);
  await publishPlan(tx, { place, at, keyring: deps.keyring, before });
  return true;
}
