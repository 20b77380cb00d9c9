import type { Transaction } from '@lantern/db/database';
import { ACTION_KINDS } from '@lantern/schemas/action';
import { DUE_STEPS } from '@lantern/schemas/alarm-plan';
import { ALARM_ENDINGS, ALARM_KINDS, CALL_RESULTS, CALLEES } from '@lantern/schemas/alarm-terms';
import type { Pool } from 'pg';
import { z } from 'zod';

const iso = z.date().transform((at) => at.toISOString());
const jsonIso = z.string().transform((at) => new Date(at).toISOString());

const alarmSchema = z.object({
  id: z.uuid(),
  city: z.string(),
  name: z.object({ en: z.string(), ko: z.string(), 'zh-Hans': z.string() }),
  country: z.string(),
  timezone: z.string(),
  kind: z.enum(ALARM_KINDS),
  /** Of `silence`: the step that word is missing of. */
  step: z.enum(DUE_STEPS).nullable(),
  /** The action whose outcome is missing. */
  actionKind: z.enum(ACTION_KINDS).nullable(),
  level: z.enum(['amber', 'red']),
  dueAt: iso,
  raisedAt: iso,
  redAt: iso.nullable(),
  acknowledgedAt: iso.nullable(),
  acknowledgedBy: z.string().nullable(),
  /** As they want to be called; else their address. */
  acknowledgedName: z.string().nullable(),
  closedAt: iso.nullable(),
  closedAs: z.enum(ALARM_ENDINGS).nullable(),
  closedName: z.string().nullable(),
  calls: z.array(
    z.object({
      id: z.uuid(),
      at: jsonIso,
      name: z.string().nullable(),
      callee: z.enum(CALLEES),
      result: z.enum(CALL_RESULTS),
    }),
  ),
});
/** An alarm as staff read it; instants by the edition's clock. No phone, no word anybody wrote. */
export type ListedAlarm = z.output<typeof alarmSchema>;

const LISTED = `
  SELECT a.id, a.city_slug AS city,
    json_build_object('en', p.name_en, 'ko', p.name_ko, 'zh-Hans', p.name_zh_hans) AS name,
    p.country, p.timezone, a.kind,
    CASE WHEN a.kind = 'silence' THEN split_part(a.subject, '/', 1) END AS step,
    act.kind AS "actionKind", a.level,
    a.due_at AS "dueAt", a.raised_at AS "raisedAt", a.red_at AS "redAt",
    a.acknowledged_at AS "acknowledgedAt", a.acknowledged_by AS "acknowledgedBy",
    taken.name AS "acknowledgedName",
    a.closed_at AS "closedAt", a.closed_as AS "closedAs", ended.name AS "closedName",
    coalesce((SELECT json_agg(json_build_object('id', c.id, 'at', c.at, 'name', u.name, 'callee', c.callee,
        'result', c.result) ORDER BY c.at, c.id)
      FROM alarm_calls c LEFT JOIN users u ON u.id = c.by WHERE c.alarm_id = a.id), '[]') AS calls
  FROM alarms a
  JOIN places p ON p.slug = a.city_slug
  LEFT JOIN actions act ON act.id = a.action_id
  LEFT JOIN users taken ON taken.id = a.acknowledged_by
  LEFT JOIN users ended ON ended.id = a.closed_by`;

// Duress is read by those who were told of it and still hold the role; for everyone else there is none.
const READABLE = `(a.kind <> 'duress' OR ($2 AND EXISTS (
  SELECT FROM alarm_notices n WHERE n.alarm_id = a.id AND n.account_id = $1)))`;

/** Who reads, and whether their role may know of duress at all. */
export interface Reader {
  accountId: string;
  mayKnowDuress: boolean;
}

/** Open alarms, red and oldest first; or the last that ended since `endedSince`. */
export async function listAlarms(
  db: Pool,
  { accountId, mayKnowDuress }: Reader,
  { editionId, endedSince, limit }: { editionId: string; endedSince: Date | null; limit: number },
): Promise<ListedAlarm[]> {
  const { rows } = await db.query(
    `${LISTED} WHERE ${READABLE} AND a.edition_id = $3
       AND CASE WHEN $4::timestamptz IS NULL THEN a.closed_at IS NULL ELSE a.closed_at >= $4 END
     ORDER BY a.closed_at DESC NULLS LAST, a.level = 'red' DESC, a.due_at, a.id LIMIT $5`,
    [accountId, mayKnowDuress, editionId, endedSince, limit],
  );
  return z.array(alarmSchema).parse(rows);
}

/** How far the day stream is, and the regions that this account leads. */
export async function readScope(
  pool: Pool,
  editionId: string,
  accountId: string,
): Promise<{ seq: number; regions: string[] }> {
  const { rows } = await pool.query<{ seq: number; regions: string[] }>(
    `SELECT coalesce((SELECT seq FROM stream_heads WHERE edition_id = $1 AND stream = 'day'), 0)::int AS seq,
       ARRAY(SELECT region FROM assignments WHERE edition_id = $1 AND account_id = $2 AND ended_at IS NULL
         AND region IS NOT NULL) AS regions`,
    [editionId, accountId],
  );
  return rows[0] ?? { seq: 0, regions: [] };
}

/** An alarm as acts need it. */
interface AlarmAtHand {
  editionId: string;
  city: string;
  country: string;
  kind: (typeof ALARM_KINDS)[number];
  level: 'amber' | 'red';
  subject: string;
  acknowledgedAt: Date | null;
  acknowledgedBy: string | null;
  acknowledgedName: string | null;
  closedAt: Date | null;
  closeNoteSealed: Buffer | null;
}

/** Null if there is none that this person may know of; its row stays locked until the transaction ends. */
export async function lockAlarm(
  tx: Transaction,
  { accountId, mayKnowDuress }: Reader,
  id: string,
): Promise<AlarmAtHand | null> {
  const { rows } = await tx.query<AlarmAtHand>(
    `SELECT a.edition_id AS "editionId", a.city_slug AS city, p.country, a.kind, a.level, a.subject,
       a.acknowledged_at AS "acknowledgedAt", a.acknowledged_by AS "acknowledgedBy",
       (SELECT name FROM users WHERE id = a.acknowledged_by) AS "acknowledgedName",
       a.closed_at AS "closedAt", a.close_note_sealed AS "closeNoteSealed"
     FROM alarms a JOIN places p ON p.slug = a.city_slug
     WHERE ${READABLE} AND a.id = $3 FOR UPDATE OF a`,
    [accountId, mayKnowDuress, id],
  );
  return rows[0] ?? null;
}

/** The notes of an alarm's calls, sealed. */
export async function readCallNotes(
  tx: Transaction,
  alarmId: string,
): Promise<{ id: string; noteSealed: Buffer | null }[]> {
  const { rows } = await tx.query<{ id: string; noteSealed: Buffer | null }>(
    'SELECT id, note_sealed AS "noteSealed" FROM alarm_calls WHERE alarm_id = $1 ORDER BY at, id',
    [alarmId],
  );
  return rows;
}
