import { randomUUIDv7 } from 'node:crypto';
import { LOCALES, type Locale } from '@lantern/schemas/locale';
import { petitionTextHash } from '@lantern/schemas/petition-text';
import type pg from 'pg';
import { z } from 'zod';
import { transaction, type Transaction } from './database.ts';
import { readReference } from './reference-files.ts';

export interface LoadEditionOptions {
  /** `local` opens the edition by itself, so that it can be tried; in production a person approves. */
  mode: 'local' | 'production';
  clock: { now(): Date };
  newId?: () => string;
}

/** The day of 2027. The coalition sits in Washington, so the petition opens and closes by its clock. */
const EDITION = {
  slug: '2027',
  date: '2027-09-24',
  timezone: 'America/New_York',
  opens: '2026-11-01 00:00:00',
  closes: '2027-09-23 23:59:59',
  delivers: '2027-09-24 12:00:00',
  /** What the coalition hopes for, no forecast. */
  goal: 100_000,
} as const;

const petitionSchema = z.object({
  title: z.string().min(1),
  addressee: z.string().min(1),
  body: z.string().min(1),
});

/**
 * Makes the edition of 2027, unless it is there: current if none is, with its petition's first version per
 * language, its cities and its tally. What is there already is never touched, since people may have changed it.
 */
export async function loadCurrentEdition(
  pool: pg.Pool,
  options: LoadEditionOptions,
): Promise<void> {
  const newId = options.newId ?? randomUUIDv7;
  await transaction(pool, async (tx) => {
    await tx.query(
      'INSERT INTO installation (id, epoch, created_at) VALUES (1, $1, $2) ON CONFLICT DO NOTHING',
      [newId(), options.clock.now()],
    );
    const editionId = await ensureEdition(tx, newId(), options);
    await tx.query('INSERT INTO tally_heads (edition_id) VALUES ($1) ON CONFLICT DO NOTHING', [
      editionId,
    ]);
    if (await isArchived(tx, editionId)) return;
    await addCities(tx, editionId);
    for (const locale of LOCALES) await addText(tx, { editionId, locale, id: newId(), ...options });
  });
}

async function ensureEdition(
  tx: Transaction,
  id: string,
  { mode, clock }: LoadEditionOptions,
): Promise<string> {
  // A machine whose clock is behind must not find its own petition closed.
  const latestOpening = mode === 'local' ? clock.now() : null;
  await tx.query(
    `INSERT INTO editions (id, slug, kind, date, timezone, opens_at, closes_at, delivers_at, goal, is_current,
       created_at)
     VALUES ($1, $2, 'real', $3, $4, least($5::timestamp AT TIME ZONE $4, $8::timestamptz),
       $6::timestamp AT TIME ZONE $4, $7::timestamp AT TIME ZONE $4, $9,
       NOT EXISTS (SELECT FROM editions WHERE is_current), $10)
     ON CONFLICT (slug) DO NOTHING`,
    [
      id,
      EDITION.slug,
      EDITION.date,
      EDITION.timezone,
      EDITION.opens,
      EDITION.closes,
      EDITION.delivers,
      latestOpening,
      EDITION.goal,
      clock.now(),
    ],
  );
  const { rows } = await tx.query<{ id: string }>('SELECT id FROM editions WHERE slug = $1', [
    EDITION.slug,
  ]);
  const [edition] = rows;
  if (!edition) throw new Error(`the edition ${EDITION.slug} was neither there nor made`);
  return edition.id;
}

/** Whether it is put away: then nothing of it changes any more. */
async function isArchived(tx: Transaction, editionId: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    'SELECT FROM editions WHERE id = $1 AND archived_at IS NOT NULL',
    [editionId],
  );
  return rowCount !== 0;
}

/** Every place but those whose only mission is not offered. */
async function addCities(tx: Transaction, editionId: string): Promise<void> {
  await tx.query(
    `INSERT INTO cities (edition_id, slug, kind)
     SELECT $1, place.slug,
       (CASE WHEN bool_or(mission.offered) THEN 'delivery' ELSE 'solidarity' END)::city_kind
     FROM places place LEFT JOIN missions mission ON mission.place_slug = place.slug
     GROUP BY place.slug
     HAVING count(mission.slug) = 0 OR bool_or(mission.offered)
     ON CONFLICT DO NOTHING`,
    [editionId],
  );
}

interface AddTextOptions extends LoadEditionOptions {
  id: string;
  editionId: string;
  locale: Locale;
}

async function addText(tx: Transaction, options: AddTextOptions): Promise<void> {
  const { id, editionId, locale, mode, clock } = options;
  const file = `petition-${EDITION.slug}/${locale}.json`;
  const text = petitionSchema.parse(JSON.parse(await readReference(file)));
  const approved = mode === 'local';
  await tx.query(
    `INSERT INTO petition_texts (id, edition_id, locale, version, title, addressee, body, hash, state,
       approved_at, approved_by, created_at)
     VALUES ($1, $2, $3, 1, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING`,
    [
      id,
      editionId,
      locale,
      text.title,
      text.addressee,
      text.body,
      petitionTextHash(text),
      ...(approved ? ['approved', clock.now(), 'local'] : ['draft', null, null]),
      clock.now(),
    ],
  );
}
