import { LOCALES, type Locale } from '@lantern/schemas/locale';
import type { Transaction } from '@lantern/db/database';
import type { Pool } from 'pg';
import type { Edition, PublishedText } from './edition.ts';

interface EditionRow extends Omit<Edition, 'texts'> {
  texts: (PublishedText & { locale: string })[];
}

// All editions in one statement: there is one a year, and a rehearsal.
const READ_EDITIONS = `
  SELECT e.id, e.slug, e.kind::text AS kind, e.date::text AS date, e.timezone,
    e.opens_at AS "opensAt", e.closes_at AS "closesAt", e.delivers_at AS "deliversAt",
    e.goal, e.is_current AS "isCurrent",
    e.collection_paused AS "collectionPaused", e.news_paused AS "newsPaused",
    e.supporters_hidden AS "supportersHidden", e.publishing_paused AS "publishingPaused",
    e.archived_at AS "archivedAt",
    CASE WHEN e.clock_rate IS NOT NULL THEN
      json_build_object('realAt', e.clock_real_at, 'dayAt', e.clock_day_at, 'rate', e.clock_rate) END AS "dayClock",
    coalesce((
      SELECT json_agg(t) FROM (
        SELECT DISTINCT ON (locale) locale, id, version, title, addressee, body, hash
        FROM petition_texts
        WHERE edition_id = e.id AND state = 'approved'
        ORDER BY locale, version DESC
      ) t
    ), '[]') AS texts
  FROM editions e
  ORDER BY e.date, e.slug`;

/** Every edition with its texts in force. */
export async function readEditions(pool: Pool | Transaction): Promise<Edition[]> {
  const { rows } = await pool.query<EditionRow>(READ_EDITIONS);
  return rows.map((row) => ({ ...row, texts: byLocale(row.texts) }));
}

function byLocale(texts: EditionRow['texts']): Edition['texts'] {
  const found: Partial<Record<Locale, PublishedText>> = {};
  for (const locale of LOCALES) {
    const text = texts.find((candidate) => candidate.locale === locale);
    if (!text) continue;
    const { locale: _locale, ...published } = text;
    found[locale] = published;
  }
  return found;
}
