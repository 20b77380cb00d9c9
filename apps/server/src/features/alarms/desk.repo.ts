import type { Transaction } from '@lantern/db/database';
import type { Callee } from '@lantern/schemas/alarm-terms';

/** Null: nobody has it in hand any more. */
export async function markAcknowledged(
  tx: Transaction,
  id: string,
  taken: { at: Date; by: string } | null,
): Promise<void> {
  await tx.query('UPDATE alarms SET acknowledged_at = $2, acknowledged_by = $3 WHERE id = $1', [
    id,
    taken?.at ?? null,
    taken?.by ?? null,
  ]);
}

/** Keeps what was written when it was settled. */
export async function keepCloseNote(tx: Transaction, id: string, sealed: Buffer): Promise<void> {
  await tx.query('UPDATE alarms SET close_note_sealed = $2 WHERE id = $1', [id, sealed]);
}

interface NewCall {
  id: string;
  alarmId: string;
  by: string;
  at: Date;
  callee: string;
  result: string;
  noteSealed: Buffer | null;
}

/** Writes a call down. */
export async function insertCall(tx: Transaction, call: NewCall): Promise<void> {
  await tx.query(
    `INSERT INTO alarm_calls (id, alarm_id, by, at, callee, result, note_sealed)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [call.id, call.alarmId, call.by, call.at, call.callee, call.result, call.noteSealed],
  );
}

/** Somebody who may be called because of an alarm. */
export interface PersonToCall {
  accountId: string;
  role: Extract<Callee, 'coordinator' | 'deputy' | 'region-lead'>;
  name: string;
  phoneSealed: Buffer | null;
}

/** A city's coordinator and deputies, and who leads its region; in the order they are called. */
export async function readPeopleToCall(
  tx: Transaction,
  { editionId, city, region }: { editionId: string; city: string; region: string | null },
): Promise<PersonToCall[]> {
  const { rows } = await tx.query<PersonToCall>(
    `SELECT a.account_id AS "accountId", a.role, u.name, c.phone_sealed AS "phoneSealed"
     FROM assignments a JOIN users u ON u.id = a.account_id
     LEFT JOIN person_contacts c ON c.account_id = a.account_id
     WHERE a.edition_id = $1 AND a.ended_at IS NULL AND (a.city_slug = $2 OR a.region = $3)
     ORDER BY array_position(ARRAY['coordinator', 'deputy', 'region-lead'], a.role), a.created_at`,
    [editionId, city, region],
  );
  return rows;
}
