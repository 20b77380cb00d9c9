import { parse } from 'csv-parse/sync';
import type pg from 'pg';
import { z } from 'zod';
import { transaction, type Transaction } from './database.ts';
import { readReference } from './reference-files.ts';

export { loadCurrentEdition } from './current-edition.ts';

/** Where even handing in a letter would put a volunteer in grave danger. A person may decide otherwise. */
const NOT_OFFERED: ReadonlySet<string> = new Set(['pyongyang', 'chongjin']);

const placeSchema = z.object({
  slug: z.string().regex(/^[a-z0-9-]+$/u),
  country: z.string().length(2),
  city_en: z.string().min(1),
  city_ko: z.string().min(1),
  city_zh: z.string().min(1),
  lat: z.coerce.number().min(-90).max(90),
  lng: z.coerce.number().min(-180).max(180),
  timezone: z.string().min(1),
});
const solidaritySchema = placeSchema.extend({ note: z.string() });
const missionSchema = placeSchema.extend({
  kind: z.enum(['embassy', 'consulate-general', 'consulate', 'office']),
  mission_en: z.string().min(1),
  source_note: z.string().min(1),
});
const pastDaySchema = z.object({
  year: z.int(),
  date: z.iso.date().nullable(),
  cityCount: z.int().nullable(),
  countryCount: z.int().nullable(),
  cities: z.array(z.record(z.string(), z.string())),
  notes: z.array(z.string()),
  sources: z.array(z.string()),
});

/**
 * Loads missions, cities and past days from the files in `reference/`, over what an earlier version of the
 * files said. What people decided since (which missions are offered, which were verified) stays.
 */
export async function loadReferenceData(pool: pg.Pool): Promise<void> {
  const missions = z.array(missionSchema).parse(await readCsv('missions.csv'));
  const solidarity = z.array(solidaritySchema).parse(await readCsv('solidarity-cities.csv'));
  const pastDays = z.array(pastDaySchema).parse(JSON.parse(await readReference('past-days.json')));
  await transaction(pool, async (tx) => {
    await upsertPlaces(tx, [...missions.map((row) => ({ ...row, note: null })), ...solidarity]);
    await upsertMissions(tx, missions);
    await upsertPastDays(tx, pastDays);
  });
}

async function readCsv(name: string): Promise<unknown> {
  return parse(await readReference(name), { columns: true, bom: true, skip_empty_lines: true });
}

type PlaceRow = z.output<typeof placeSchema> & { note: string | null };

async function upsertPlaces(tx: Transaction, places: readonly PlaceRow[]): Promise<void> {
  await tx.query(
    `INSERT INTO places (slug, country, name_en, name_ko, name_zh_hans, lat, lng, timezone, note)
     SELECT slug, country, city_en, city_ko, city_zh, lat, lng, timezone, note
     FROM jsonb_to_recordset($1) AS place(slug text, country text, city_en text, city_ko text,
       city_zh text, lat float8, lng float8, timezone text, note text)
     ON CONFLICT (slug) DO UPDATE SET country = excluded.country, name_en = excluded.name_en,
       name_ko = excluded.name_ko, name_zh_hans = excluded.name_zh_hans, lat = excluded.lat,
       lng = excluded.lng, timezone = excluded.timezone, note = excluded.note`,
    [JSON.stringify(places)],
  );
}

async function upsertMissions(
  tx: Transaction,
  missions: readonly z.output<typeof missionSchema>[],
): Promise<void> {
  await tx.query(
    `INSERT INTO missions (slug, place_slug, kind, name_en, source_note, offered)
     SELECT slug, slug, kind::mission_kind, mission_en, source_note, offered
     FROM jsonb_to_recordset($1)
       AS mission(slug text, kind text, mission_en text, source_note text, offered boolean)
     ON CONFLICT (slug) DO UPDATE SET
       kind = excluded.kind, name_en = excluded.name_en, source_note = excluded.source_note`,
    [JSON.stringify(missions.map((row) => ({ ...row, offered: !NOT_OFFERED.has(row.slug) })))],
  );
}

async function upsertPastDays(
  tx: Transaction,
  days: readonly z.output<typeof pastDaySchema>[],
): Promise<void> {
  await tx.query(
    `INSERT INTO past_days (year, date, city_count, country_count, cities, notes, sources)
     SELECT year, date, "cityCount", "countryCount", cities, notes, sources
     FROM jsonb_to_recordset($1) AS day(year int, date date, "cityCount" int, "countryCount" int,
       cities jsonb, notes jsonb, sources jsonb)
     ON CONFLICT (year) DO UPDATE SET date = excluded.date, city_count = excluded.city_count,
       country_count = excluded.country_count, cities = excluded.cities, notes = excluded.notes,
       sources = excluded.sources`,
    [JSON.stringify(days)],
  );
}
