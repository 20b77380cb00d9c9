import type { Readiness } from '@lantern/schemas/readiness-items';
import { countriesReached } from '../../platform/city-access.ts';
import type { Principal } from '../../platform/trpc.ts';
import type { AssignmentsDeps } from './assignments.deps.ts';
import { assignableAccounts } from './assignments.repo.ts';
import { readCities, readLeads, readReadiness, type ReadinessRow } from './readiness.repo.ts';

type City = Awaited<ReturnType<typeof readCities>>[number];

/** What is missing in a city. */
export type CityHole = 'nobody' | 'no-coordinator' | 'no-deputy' | 'not-ready';

/** Who answers for what, for staff and for themselves. */
export function createAssignmentsList({ pool, keyring, editionFor }: AssignmentsDeps) {
  return {
    /** Every city with its people, how ready each is, and what is missing; a region lead's regions alone. */
    list: async (edition: string | undefined, principal: Principal) => {
      const { id: editionId, slug } = await editionFor(edition);
      const countries = await countriesReached(pool, principal, editionId);
      const [cities, rows, leads] = await Promise.all([
        readCities(pool, { editionId, countries }),
        readReadiness(pool, { editionId, countries }),
        readLeads(pool, editionId),
      ]);
      const byCity = Map.groupBy(rows, ({ city }) => city);
      return {
        edition: slug,
        cities: cities.map((city) => {
          const people = byCity.get(city.slug) ?? [];
          return {
            ...named(city),
            people: people.map((row) => ({ ...person(row), silencePlan: planOf(row, keyring) })),
            holes: holesOf(people),
          };
        }),
        leads: leads.map(({ name, email, ...lead }) => ({ ...lead, ...called({ name, email }) })),
      };
    },

    /** Accounts that a city or a region could be given to. */
    candidates: async () => {
      const accounts = await assignableAccounts(pool, ['coordinator', 'deputy', 'region-lead']);
      return accounts.map(({ id, role, ...rest }) => ({ id, role, ...called(rest) }));
    },

    /** One's own cities in an edition, what of the list is done, and who else answers for each. */
    mine: async (edition: string | undefined, { accountId }: Principal) => {
      const { id: editionId, slug } = await editionFor(edition);
      const own = await readReadiness(pool, { editionId, accountId });
      if (own.length === 0) return { edition: slug, cities: [] };
      const [cities, all] = await Promise.all([
        readCities(pool, { editionId, countries: null }),
        readReadiness(pool, { editionId }),
      ]);
      const names = new Map(cities.map((city) => [city.slug, city]));
      return {
        edition: slug,
        cities: own.flatMap((row) => {
          const city = names.get(row.city);
          if (!city) return [];
          const others = all.filter((other) => other.city === row.city && other.id !== row.id);
          return [
            {
              ...named(city),
              ...person(row),
              silencePlan: planOf(row, keyring),
              others: others.map(({ role, name, email }) => ({ role, ...called({ name, email }) })),
            },
          ];
        }),
      };
    },
  };
}

const named = ({ slug, kind, country, en, ko, zhHans }: City) => ({
  city: slug,
  kind,
  country,
  cityName: { en, ko, 'zh-Hans': zhHans },
});

/** Accounts begin with their address as name; null until somebody has said how they want to be called. */
const called = ({ name, email }: { name: string; email: string }) => ({
  email,
  name: name === email ? null : name,
});

function person(row: ReadinessRow) {
  const { id, accountId, role, frozen, createdAt } = row;
  return {
    id,
    accountId,
    role,
    frozen,
    ...called(row),
    since: createdAt.toISOString(),
    readiness: readinessOf(row),
  };
}

function readinessOf(row: ReadinessRow): Readiness {
  const items = {
    'kit-read': row.kitRead,
    'deputy-named': row.deputyNamed,
    'time-set': row.timeSet,
    'silence-agreed': row.silenceAgreed,
    'pins-set': row.pinsSet,
    'second-passkey': row.secondPasskey,
  };
  return { ...items, ready: Object.values(items).every(Boolean) };
}

const planOf = (
  { id, silencePlanSealed }: ReadinessRow,
  keyring: AssignmentsDeps['keyring'],
): string | null => silencePlanSealed && keyring.open(silencePlanSealed, id);

function holesOf(people: readonly ReadinessRow[]): CityHole[] {
  if (people.length === 0) return ['nobody'];
  const has = (role: string) => people.some((row) => row.role === role && !row.frozen);
  return [
    ...(has('coordinator') ? [] : (['no-coordinator'] as const)),
    ...(has('deputy') ? [] : (['no-deputy'] as const)),
    ...(people.every((row) => readinessOf(row).ready) ? [] : (['not-ready'] as const)),
  ];
}
