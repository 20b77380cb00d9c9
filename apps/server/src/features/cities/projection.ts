import type { Transaction } from '@lantern/db/database';
import type { PublishFrom } from '@lantern/schemas/action';
import { publicPartOf, reachedOf } from '@lantern/schemas/action-public';
import type { CityOfEdition } from '../../platform/city-access.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { appendEvents } from '../../platform/events.ts';
import type { Keyring } from '../../platform/keyring.ts';
import {
  putAside,
  readStoredAction,
  readStoredActions,
  writePublicPart,
  type StoredAction,
} from './actions.repo.ts';
import {
  listCitySlugs,
  lockCity,
  readDayNow,
  readPublished,
  setPublishedState,
  type LockedCity,
  type Published,
} from './cities.repo.ts';

/** How far a city's day has come, as published, for one action; `at` by the edition's clock. */
interface Reaching {
  actionId: string;
  reached: PublishFrom;
  at: Date;
}

/**
 * Brings an action's public columns to what its plan allows at `reached`, inside the caller's transaction. What was
 * public since earlier stays so; what is not to be public yet, or no longer, goes. Throws `not-found`.
 */
export type ProjectAction = (tx: Transaction, reaching: Reaching) => Promise<void>;

type Opening = Pick<Keyring, 'open'>;

/** For publishing. */
export const createProjectAction =
  (keyring: Opening): ProjectAction =>
  async (tx, { actionId, reached, at }) => {
    const action = await readStoredAction(tx, actionId);
    if (!action) throw new DomainError('not-found');
    await project(tx, action, { reached, at, keyring });
  };

interface Projecting {
  reached: PublishFrom;
  at: Date;
  keyring: Opening;
}

async function project(
  tx: Transaction,
  action: StoredAction,
  { reached, at, keyring }: Projecting,
): Promise<void> {
  const place = action.placeSealed && keyring.open(action.placeSealed, action.id);
  const part = publicPartOf({ ...action, place }, reached);
  await writePublicPart(tx, { actionId: action.id, part, at });
}

interface Publishing {
  place: CityOfEdition;
  city: LockedCity;
  at: Date;
  keyring: Opening;
  /** What was public before the plan changed; null: publishing goes on, all of it is due. */
  before: Published | null;
}

/**
 * Makes what is public of a city follow its plan. While publishing is paused, nothing new is shown, and what is shown
 * and has changed is put aside until it goes on; withdrawn and called off alike.
 */
export async function publishPlan(
  tx: Transaction,
  { place, at, keyring, before }: Omit<Publishing, 'city'>,
): Promise<void> {
  const city = await lockCity(tx, place);
  const actions = await readStoredActions(tx, place);
  for (const action of actions)
    await project(tx, action, { reached: reachedOf(action, city.status), at, keyring });
  if (before && city.publishingPaused) {
    const after = await readPublished(tx, place);
    const changed = [...after.actions].filter(([id, told]) => before.actions.get(id) !== told);
    await putAside(
      tx,
      changed.map(([id]) => id),
    );
    return;
  }
  await settleState(tx, { place, city, at });
}

/** A city of whose plan the public knew is called off once nothing of it stands; and stands again. */
async function settleState(
  tx: Transaction,
  { place, city, at }: Pick<Publishing, 'place' | 'city' | 'at'>,
): Promise<void> {
  if (city.status !== 'planned' && city.status !== 'called-off') return;
  const actions = await readStoredActions(tx, place);
  // What came from the field says more than the plan.
  if (actions.some(({ publicOutcome }) => publicOutcome !== null)) return;
  const stands = city.withdrawnAt === null && actions.some(({ calledOffAt }) => !calledOffAt);
  const known = actions.some(({ publicSince }) => publicSince !== null);
  const status = known && !stands ? 'called-off' : 'planned';
  if (status !== city.status) await setPublishedState(tx, place, { status, at });
}

/** Publishing goes on: every city's plan is brought to the public as it stands by now. Tells the public; call it last. */
export const createRepublish =
  (keyring: Opening) =>
  async (tx: Transaction, editionId: string): Promise<void> => {
    const at = await readDayNow(tx, editionId);
    const changed: string[] = [];
    for (const city of await listCitySlugs(tx, editionId)) {
      const place = { editionId, city };
      const was = await readPublished(tx, place);
      await publishPlan(tx, { place, at, keyring, before: null });
      if ((await readPublished(tx, place)).text !== was.text) changed.push(city);
    }
    if (changed.length === 0) return;
    const events = changed.map((city) => ({ kind: 'city-changed' as const, city }));
    await appendEvents(tx, { editionId, stream: 'public', events });
  };
