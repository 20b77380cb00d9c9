import type { Transaction } from '@lantern/db/database';
import type { Pool } from 'pg';
import { z } from 'zod';

const noteSchema = z.object({
  id: z.uuid(),
  kind: z.enum(['note', 'vouch']),
  by: z.string(),
  at: z.date(),
  textSealed: z.instanceof(Buffer),
});
type Note = z.infer<typeof noteSchema>;

/** What was noted of an applicant, and who vouched; in order. */
export async function readNotes(pool: Pool, applicationId: string): Promise<Note[]> {
  const { rows } = await pool.query(
    `SELECT id, kind, by, at, text_sealed AS "textSealed" FROM application_notes
     WHERE application_id = $1 ORDER BY at, id`,
    [applicationId],
  );
  return z.array(noteSchema).parse(rows);
}

export async function insertNote(
  tx: Transaction,
  { id, applicationId, kind, by, at, textSealed }: Note & { applicationId: string },
): Promise<void> {
  await tx.query(
    `INSERT INTO application_notes (id, application_id, kind, by, at, text_sealed)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [id, applicationId, kind, by, at, textSealed],
  );
}
