import { z } from 'zod';
import { localeSchema } from './locale.ts';
import { editionInputSchema, petitionPhaseSchema } from './petition.ts';

const instant = z.iso.datetime({ offset: true });
const count = z.number().int().nonnegative();
/** Tally version: grows by one with every change; the same version means the same numbers. */
const version = z.number().int().nonnegative();

/** `GET /api/v1/petition`. `textHash` names the approved texts only. */
export const petitionJsonSchema = z.object({
  edition: z.string(),
  kind: z.enum(['real', 'rehearsal']),
  title: z.record(z.string(), z.string()),
  locales: z.array(localeSchema),
  opensAt: instant,
  closesAt: instant,
  deliversAt: instant,
  timezone: z.string(),
  goal: count,
  total: count,
  version,
  /** When the number was true; older while the database is away. */
  asOf: instant,
  textHash: z.record(z.string(), z.string()),
  /** Whether it takes signatures now, as a whole; `paused` means that it will again. */
  phase: petitionPhaseSchema,
});
export type PetitionJson = z.infer<typeof petitionJsonSchema>;

/** `GET /api/v1/count`. `perMinute`: net change over the last 60 s of database time. */
export const countJsonSchema = z.object({
  total: count,
  version,
  asOf: instant,
  perMinute: z.number().int(),
});
export type CountJson = z.infer<typeof countJsonSchema>;

/** `GET /api/v1/countries`. `ZZ` stands for at least three countries that have signers. */
export const countriesJsonSchema = z.object({
  total: count,
  version,
  asOf: instant,
  countries: z.array(z.object({ country: z.string().length(2), total: count })),
});
export type CountriesJson = z.infer<typeof countriesJsonSchema>;

export const HISTORY_RESOLUTIONS = ['minute', 'hour', 'day'] as const;
export const historyResolutionSchema = z.enum(HISTORY_RESOLUTIONS);
export type HistoryResolution = z.infer<typeof historyResolutionSchema>;

/** What `GET /api/v1/history` and `counts.history` take. */
export const historyInputSchema = editionInputSchema.extend({
  resolution: historyResolutionSchema.default('day'),
});

/** `GET /api/v1/history`: UTC buckets; `before` + Σ `net` = `total`. */
export const historyJsonSchema = z.object({
  total: count,
  version,
  asOf: instant,
  resolution: historyResolutionSchema,
  before: z.number().int(),
  points: z.array(z.object({ at: instant, net: z.number().int() })),
});
export type HistoryJson = z.infer<typeof historyJsonSchema>;

export const CITY_KINDS = ['delivery', 'solidarity'] as const;
export type CityKind = (typeof CITY_KINDS)[number];
export const PUBLISHED_STATES = ['planned', 'there', 'done', 'called-off'] as const;

/** `GET /api/v1/cities`: Σ `signatures` + `elsewhere` = `total`; small cells are null. */
export const citiesJsonSchema = z.object({
  total: count,
  version,
  asOf: instant,
  elsewhere: count,
  cities: z.array(
    z.object({
      slug: z.string(),
      kind: z.enum(CITY_KINDS),
      country: z.string().length(2),
      name: z.object({ en: z.string(), ko: z.string(), 'zh-Hans': z.string() }),
      lat: z.number(),
      lng: z.number(),
      timezone: z.string(),
      status: z.enum(PUBLISHED_STATES),
      outcome: z.string().nullable(),
      signatures: count.nullable(),
      /** How many of its actions are public. */
      actions: count,
    }),
  ),
});
/**
 * `GET /api/v1/city-states`: the same cities, each as its state and outcome alone, for a page that has read the rest
 * before. A city that is not named is not public any more.
 */
export const cityStatesJsonSchema = z.object({
  version,
  asOf: instant,
  states: z.record(
    z.string(),
    z.tuple([z.enum(PUBLISHED_STATES), z.string().nullable()]).readonly(),
  ),
});
export type CityStatesJson = z.infer<typeof cityStatesJsonSchema>;
export type CitiesJson = z.infer<typeof citiesJsonSchema>;

/**
 * `GET /api/v1/corrections`: what made the total fall, per UTC day, oldest first; days without a correction
 * are left out. A day's `total` is the sum of its reasons; `restored` is how many that had fallen earlier
 * count again, since a decision to take them out was undone. Nobody is named, and no place.
 */
export const correctionsJsonSchema = z.object({
  total: count,
  version,
  asOf: instant,
  days: z.array(
    z.object({
      /** ISO date. */
      day: z.iso.date(),
      total: count,
      reasons: z.array(z.object({ reason: z.string(), count })),
      restored: count,
    }),
  ),
});
export type CorrectionsJson = z.infer<typeof correctionsJsonSchema>;
