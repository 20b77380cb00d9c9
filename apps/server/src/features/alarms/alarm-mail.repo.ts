import { ALARM_KINDS } from '@lantern/schemas/alarm-terms';
import { localeSchema } from '@lantern/schemas/locale';
import { roleSchema } from '@lantern/schemas/role';
import type { Pool } from 'pg';
import { z } from 'zod';

const mailSchema = z.object({
  kind: z.enum(ALARM_KINDS),
  name: z.record(localeSchema, z.string()),
  email: z.string(),
  role: roleSchema,
  locale: localeSchema,
  rehearsal: z.boolean(),
});

/** What word of an alarm to one person is made of; null once it is over, or they may not sign in. */
export async function readAlarmMail(
  pool: Pool,
  { alarmId, accountId }: { alarmId: string; accountId: string },
): Promise<z.output<typeof mailSchema> | null> {
  const { rows } = await pool.query(
    `SELECT a.kind, u.email, u.role, coalesce(c.locale, 'en') AS locale, e.kind = 'rehearsal' AS rehearsal,
       json_build_object('en', p.name_en, 'ko', p.name_ko, 'zh-Hans', p.name_zh_hans) AS name
     FROM alarms a JOIN editions e ON e.id = a.edition_id JOIN places p ON p.slug = a.city_slug
     JOIN users u ON u.id = $2 AND u.frozen_at IS NULL
     LEFT JOIN person_contacts c ON c.account_id = u.id
     WHERE a.id = $1 AND a.closed_at IS NULL`,
    [alarmId, accountId],
  );
  return mailSchema.optional().parse(rows[0]) ?? null;
}
