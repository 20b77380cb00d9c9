import {
  MAY_ACT_ON_DAY,
  MAY_PLAN,
  MAY_PLAN_ACTIONS,
  MAY_SEE_DAY,
} from '@lantern/schemas/day-roles';
import { regionOf, type Region } from '@lantern/schemas/region';
import { requireCity, type CityOfEdition } from '../../platform/city-access.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { Principal } from '../../platform/trpc.ts';
import { readStoredActions, type StoredAction } from './actions.repo.ts';
import type { CitiesDeps } from './cities.deps.ts';
import {
  listCities,
  readCity,
  readOwnCities,
  readPeople,
  type CityPerson,
  type ListedCity,
  type OwnCity,
} from './cities.repo.ts';

/** Steps of the list by which somebody becomes ready. */
const READINESS = ['kitRead', 'deputyNamed', 'timeSet', 'silenceAgreed', 'pinsSet'] as const;
type ReadinessStep = (typeof READINESS)[number];

/** Somebody who answers for the city. */
interface ShownPerson {
  id: string;
  role: CityPerson['role'];
  /** The reader. */
  isMe: boolean;
  /** Address of the account; for those who act on the day and reach the city, else null. */
  email: string | null;
  ready: boolean;
  /** What is still to be done. */
  missing: ReadinessStep[];
}

/** An action as those who may read the plan see it. */
type ShownAction = Omit<
  StoredAction,
  'placeSealed' | 'citySlug' | 'startsAt' | 'endsAt' | 'calledOffAt' | 'publicSince' | 'updatedAt'
> & {
  /** The exact place; null also for those who watch only. */
  place: string | null;
  startsAt: string;
  endsAt: string;
  durationMinutes: number;
  calledOffAt: string | null;
  publicSince: string | null;
  updatedAt: string;
};

/** Cities as staff and their own people read them. */
export interface CitiesReading {
  /** All of an edition. Throws `edition-unknown`. */
  list(edition: string | undefined): Promise<{
    edition: string;
    cities: (ListedCity & { region: Region | null })[];
  }>;
  /**
   * One, with its plan. Exact places and neighbourhoods only for those whom the city concerns. Throws `not-found`,
   * `edition-unknown`, and `forbidden` for another city's people.
   */
  read(place: { edition?: string | undefined; city: string }, by: Principal): Promise<ShownCity>;
  /** The cities that somebody answers for. */
  mine(by: Principal): Promise<OwnCity[]>;
}

type ShownCity = Awaited<ReturnType<typeof readShown>>;

export function createCitiesReading(deps: CitiesDeps): CitiesReading {
  return {
    list: async (slug) => {
      const edition = await deps.editionFor(slug);
      const cities = await listCities(deps.pool, edition.id);
      return {
        edition: edition.slug,
        cities: cities.map((city) => ({ ...city, region: regionOf(city.country) ?? null })),
      };
    },
    read: (place, by) => readShown(deps, place, by),
    mine: (by) => readOwnCities(deps.pool, by.accountId),
  };
}

async function readShown(
  deps: CitiesDeps,
  { edition: slug, city }: { edition?: string | undefined; city: string },
  by: Principal,
) {
  const edition = await deps.editionFor(slug);
  const place = { editionId: edition.id, city };
  const concerned = await isConcerned(deps, by, place);
  const [found, actions, people] = await Promise.all([
    readCity(deps.pool, place),
    readStoredActions(deps.pool, place),
    readPeople(deps.pool, place),
  ]);
  if (!found) throw new DomainError('not-found');
  const { hiddenAt, withdrawnAt, ...rest } = found;
  const archived = edition.archivedAt !== null;
  return {
    ...rest,
    region: regionOf(found.country) ?? null,
    edition: { slug: edition.slug, kind: edition.kind, date: edition.date, archived },
    hiddenAt: hiddenAt?.toISOString() ?? null,
    withdrawnAt: withdrawnAt?.toISOString() ?? null,
    people: await shownPeople(deps, people, { by, concerned }),
    actions: actions.map((action) => shownAction(deps, action, concerned)),
    mayPlan: !archived && concerned && MAY_PLAN_ACTIONS.includes(by.role),
    maySettle: !archived && MAY_PLAN.includes(by.role),
  };
}

/** Whether it concerns them; those who see the whole day may read all the same. */
async function isConcerned(
  { pool }: CitiesDeps,
  by: Principal,
  place: CityOfEdition,
): Promise<boolean> {
  try {
    await requireCity(pool, by, place);
    return true;
  } catch (error) {
    const watches = MAY_SEE_DAY.includes(by.role);
    if (watches && error instanceof DomainError && error.code === 'forbidden') return false;
    throw error;
  }
}

async function shownPeople(
  { emailsOf }: CitiesDeps,
  people: readonly CityPerson[],
  { by, concerned }: { by: Principal; concerned: boolean },
): Promise<ShownPerson[]> {
  const named = concerned && MAY_ACT_ON_DAY.includes(by.role);
  const emails = await emailsOf(named ? people.map(({ accountId }) => accountId) : []);
  return people.map((person) => ({
    id: person.id,
    role: person.role,
    isMe: person.accountId === by.accountId,
    email: emails.get(person.accountId) ?? null,
    ready: person.readyAt !== null,
    missing: READINESS.filter((step) => person[`${step}At`] === null),
  }));
}

const MINUTE_MS = 60_000;

function shownAction(
  { keyring }: CitiesDeps,
  { placeSealed, citySlug: _city, ...action }: StoredAction,
  concerned: boolean,
): ShownAction {
  const { startsAt, endsAt, calledOffAt, publicSince, updatedAt } = action;
  return {
    ...action,
    place: concerned && placeSealed ? keyring.open(placeSealed, action.id) : null,
    neighbourhood: concerned ? action.neighbourhood : null,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    durationMinutes: (endsAt.getTime() - startsAt.getTime()) / MINUTE_MS,
    calledOffAt: calledOffAt?.toISOString() ?? null,
    publicSince: publicSince?.toISOString() ?? null,
    updatedAt: updatedAt.toISOString(),
  };
}
