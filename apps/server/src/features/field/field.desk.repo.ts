import type { Transaction } from '@lantern/db/database';
import type { Outcome } from '@lantern/schemas/action';
import type { FieldKind, IncidentKind } from '@lantern/schemas/field';
import type { HelpKind } from '@lantern/schemas/help-line';
import type { Pool } from 'pg';
import type { CityOfEdition } from '../../platform/city-access.ts';

/** Whether an account is one of a city's people. */
export async function answersFor(
  tx: Transaction,
  { editionId, city }: CityOfEdition,
  accountId: string,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `SELECT FROM assignments WHERE edition_id = $1 AND city_slug = $2 AND account_id = $3 AND ended_at IS NULL LIMIT 1`,
    [editionId, city, accountId],
  );
  return rowCount === 1;
}

/** What a command of a city says of an action; `open`: it disagrees, and nobody has settled it. */
export async function readSaid(
  tx: Transaction,
  { editionId, city }: CityOfEdition,
  id: string,
): Promise<{ actionId: string; outcome: Outcome; open: boolean } | null> {
  const { rows } = await tx.query<{ actionId: string; outcome: Outcome; open: boolean }>(
    `SELECT action_id AS "actionId", outcome, disputed AND settled_at IS NULL AS open FROM field_commands
     WHERE id = $3 AND edition_id = $1 AND city_slug = $2 AND action_id IS NOT NULL AND outcome IS NOT NULL`,
    [editionId, city, id],
  );
  return rows[0] ?? null;
}

/** True if it is closed now, false if it was, null if there is none. */
export async function closeIncident(
  tx: Transaction,
  closing: CityOfEdition & { id: string; at: Date; by: string; noteSealed: Buffer | null },
): Promise<boolean | null> {
  const { editionId, city, id, at, by, noteSealed } = closing;
  const { rows } = await tx.query<{ closed: boolean }>(
    `WITH closed AS (
       UPDATE incidents SET closed_at = $4, closed_by = $5, close_note_sealed = $6
       WHERE id = $3 AND edition_id = $1 AND city_slug = $2 AND closed_at IS NULL RETURNING id
     ), counted AS (
       UPDATE city_states SET open_incidents = open_incidents - 1
       WHERE edition_id = $1 AND city_slug = $2 AND EXISTS (SELECT FROM closed)
     )
     SELECT EXISTS (SELECT FROM closed) AS closed FROM incidents
     WHERE id = $3 AND edition_id = $1 AND city_slug = $2`,
    [editionId, city, id, at, by, noteSealed],
  );
  return rows[0]?.closed ?? null;
}

/** What was said, as staff read it; words apart. */
export interface TimelineRow {
  id: string;
  seq: number;
  accountId: string;
  onBehalfOf: string | null;
  kind: FieldKind;
  step: string | null;
  scope: 'self' | 'group';
  actionId: string | null;
  outcome: Outcome | null;
  people: number | null;
  paper: number | null;
  corrects: string | null;
  hasWords: boolean;
  incidentKind: IncidentKind | null;
  callMe: boolean | null;
  closedAt: Date | null;
  happenedAt: Date;
  bounded: boolean;
  deviceAt: Date;
  offsetMs: number | null;
  receivedAt: Date;
  disputed: boolean;
  settledAt: Date | null;
}

/** In the order in which it came. */
export async function readTimeline(
  pool: Pool,
  { editionId, city }: CityOfEdition,
): Promise<TimelineRow[]> {
  const { rows } = await pool.query<TimelineRow>(
    `SELECT f.id, f.seq, f.account_id AS "accountId", f.on_behalf_of AS "onBehalfOf", f.kind, f.step, f.scope,
       f.action_id AS "actionId", f.outcome, f.people, f.paper, f.corrects, f.text_sealed IS NOT NULL AS "hasWords",
       i.kind AS "incidentKind", i.call_me AS "callMe", i.closed_at AS "closedAt", f.happened_at AS "happenedAt",
       f.bounded, f.device_at AS "deviceAt", f.offset_ms AS "offsetMs", f.received_at AS "receivedAt", f.disputed,
       f.settled_at AS "settledAt"
     FROM field_commands f LEFT JOIN incidents i ON i.id = f.id
     WHERE f.edition_id = $1 AND f.city_slug = $2 ORDER BY f.seq`,
    [editionId, city],
  );
  return rows;
}

/** What was written of a city, sealed. */
export async function readSealed(
  tx: Transaction,
  { editionId, city }: CityOfEdition,
): Promise<{ id: string; textSealed: Buffer | null; closingSealed: Buffer | null }[]> {
  const { rows } = await tx.query<{
    id: string;
    textSealed: Buffer | null;
    closingSealed: Buffer | null;
  }>(
    `SELECT f.id, f.text_sealed AS "textSealed", i.close_note_sealed AS "closingSealed"
     FROM field_commands f LEFT JOIN incidents i ON i.id = f.id
     WHERE f.edition_id = $1 AND f.city_slug = $2 AND (f.text_sealed IS NOT NULL OR i.close_note_sealed IS NOT NULL)
     ORDER BY f.seq`,
    [editionId, city],
  );
  return rows;
}

/** Whom to call; `city` null: what every city of the edition has. */
export interface HelpLines {
  editionId: string;
  city: string | null;
  lines: readonly { kind: HelpKind; label: string; phone: string }[];
}

/** Those of one city, or of the edition alone. */
export async function readLines(
  pool: Pool,
  { editionId, city }: Omit<HelpLines, 'lines'>,
): Promise<{ kind: HelpKind; label: string; phone: string }[]> {
  const { rows } = await pool.query<{ kind: HelpKind; label: string; phone: string }>(
    `SELECT kind, label, phone FROM help_lines WHERE edition_id = $1 AND city_slug IS NOT DISTINCT FROM $2
     ORDER BY position`,
    [editionId, city],
  );
  return rows;
}

/** Puts these in the place of those there are. */
export async function writeLines(
  tx: Transaction,
  { editionId, city, lines }: HelpLines,
): Promise<void> {
  await tx.query(
    'DELETE FROM help_lines WHERE edition_id = $1 AND city_slug IS NOT DISTINCT FROM $2',
    [editionId, city],
  );
  await tx.query(
    `INSERT INTO help_lines (id, edition_id, city_slug, kind, label, phone, position)
     SELECT gen_random_uuid(), $1, $2, kind, label, phone, position
     FROM unnest($3::text[], $4::text[], $5::text[]) WITH ORDINALITY AS l (kind, label, phone, position)`,
    [
      editionId,
      city,
      lines.map(({ kind }) => kind),
      lines.map(({ label }) => label),
      lines.map(({ phone }) => phone),
    ],
  );
}
