import type { cityInputSchema, takePartInputSchema } from '@lantern/schemas/places';
import type { Pool } from 'pg';
import type { z } from 'zod';
import { DomainError } from '../../platform/domain-error.ts';
import { centreOf } from './country-centres.ts';
import {
  readActions,
  readCities,
  readCity,
  readOfferedMissions,
  type ActionRow,
  type CityRow,
  type MissionRow,
} from './places.repo.ts';
import { waysIn } from './take-part.ts';

export interface PlacesDeps {
  pool: Pool;
  /** By slug, or the current one; throws `edition-unknown`. */
  editionFor: (slug: string | undefined) => Promise<{ id: string; date: string }>;
}

export type PlacesService = ReturnType<typeof createPlacesService>;

/** Cities as anyone may know them; nothing here reads what only staff know, but that somebody answers for one. */
export function createPlacesService({ pool, editionFor }: PlacesDeps) {
  return {
    /** A city with its actions. Throws `edition-unknown`, and `not-found` also for one that is hidden. */
    city: async ({ edition, city }: z.output<typeof cityInputSchema>) => {
      const { id } = await editionFor(edition);
      const found = await readCity(pool, id, city);
      if (!found) throw new DomainError('not-found');
      return { ...published(found), actions: (await readActions(pool, id, city)).map(actionOf) };
    },
    /** What somebody can do from where they say they are. Throws `edition-unknown`. */
    takePart: async ({ edition, country, city }: z.output<typeof takePartInputSchema>) => {
      const { id } = await editionFor(edition);
      const [cities, missions] = await Promise.all([
        readCities(pool, id),
        readOfferedMissions(pool),
      ]);
      const named = cities.find((known) => known.slug === city && known.country === country);
      const at = named ?? centreOf(country);
      if (!at) throw new DomainError('not-found');
      const ways = waysIn({ country, city: named?.slug ?? null, at }, { cities, missions });
      const near = (found: (typeof ways.answering)[number]) => ({
        ...published(found),
        km: found.km,
        actions: found.actions,
      });
      return {
        named: named ? published(named) : null,
        safe: ways.safe,
        answering: ways.answering.map(near),
        open: ways.open && near(ways.open),
        solidarity: ways.solidarity.map(near),
        write: ways.write.map(missionOf),
      };
    },
  };
}

const named = ({ nameEn, nameKo, nameZh }: Pick<CityRow, 'nameEn' | 'nameKo' | 'nameZh'>) => ({
  en: nameEn,
  ko: nameKo,
  'zh-Hans': nameZh,
});

const published = (row: CityRow) => ({
  slug: row.slug,
  country: row.country,
  name: named(row),
  timezone: row.timezone,
  kind: row.kind,
  status: row.status,
  outcome: row.outcome,
  statusAt: row.statusAt?.toISOString() ?? null,
  hasPeople: row.hasPeople,
  offered: row.offered,
});

const actionOf = ({ startsAt, endsAt, outcomeAt, ...row }: ActionRow) => ({
  ...row,
  startsAt: startsAt?.toISOString() ?? null,
  endsAt: endsAt?.toISOString() ?? null,
  outcomeAt: outcomeAt?.toISOString() ?? null,
});

const missionOf = (row: MissionRow) => ({
  slug: row.mission,
  city: row.slug,
  country: row.country,
  place: named(row),
  kind: row.kind,
  name: row.name,
  address: row.address,
  jurisdiction: row.jurisdiction,
});
