import type { Transaction } from '@lantern/db/database';

/** A new alarm; instants by the edition's clock. */
export interface NewAlarm {
  id: string;
  editionId: string;
  city: string;
  kind: 'silence' | 'incident' | 'help' | 'duress';
  subject: string;
  actionId: string | null;
  level: 'amber' | 'red';
  dueAt: Date;
  raisedAt: Date;
}

/** Stores alarms that are not there yet: one of a kind and subject per city, whoever raises it how often. */
export async function insertAlarms(tx: Transaction, alarms: readonly NewAlarm[]): Promise<void> {
  if (alarms.length === 0) return;
  const column = <T>(of: (alarm: NewAlarm) => T): T[] => alarms.map(of);
  await tx.query(
    `INSERT INTO alarms (id, edition_id, city_slug, kind, subject, action_id, level, due_at, raised_at, red_at)
     SELECT id, edition_id, city, kind, subject, action_id, level, due_at, raised_at,
       CASE WHEN level = 'red' THEN raised_at END
     FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::text[],
       $8::timestamptz[], $9::timestamptz[])
       AS a (id, edition_id, city, kind, subject, action_id, level, due_at, raised_at)
     ON CONFLICT (edition_id, city_slug, kind, subject) DO NOTHING`,
    [
      column(({ id }) => id),
      column(({ editionId }) => editionId),
      column(({ city }) => city),
      column(({ kind }) => kind),
      column(({ subject }) => subject),
      column(({ actionId }) => actionId),
      column(({ level }) => level),
      column(({ dueAt }) => dueAt),
      column(({ raisedAt }) => raisedAt),
    ],
  );
}
