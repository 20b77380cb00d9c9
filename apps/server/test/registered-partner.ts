import { randomUUIDv7 } from 'node:crypto';
import { openDatabase } from '@lantern/db/database';

/** A partner as staff would have registered it; a node knows of it within a second. */
export async function registerPartner(
  databaseUrl: string,
  ref: string,
  origins: readonly string[] = [],
): Promise<void> {
  const db = openDatabase({ url: databaseUrl, max: 1 });
  try {
    await db.pool.query(
      `INSERT INTO partners (id, ref, name, origins, locales, created_at, created_by)
       VALUES ($1, $2, 'A Partner', $3, '{en,ko,zh-Hans}', now(), 'test')`,
      [randomUUIDv7(), ref, origins],
    );
  } finally {
    await db.close();
  }
}
