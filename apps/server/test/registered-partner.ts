import { randomUUIDv7 } from 'node:crypto';
import { openDatabase } from '@lantern/db/database';

/** A partner as staff would have registered it; a node knows of it within a second. */
export function registerPartner(
  databaseUrl: string,
  ref: string,
  origins: readonly string[] = [],
): Promise<void> {
  return run(
    databaseUrl,
    `INSERT INTO partners (id, ref, name, origins, locales, created_at, created_by)
     VALUES ($1, $2, 'A Partner', $3, '{en,ko,zh-Hans}', now(), 'test')`,
    [randomUUIDv7(), ref, origins],
  );
}

/** Ends it. */
export function endPartner(databaseUrl: string, ref: string): Promise<void> {
  return run(databaseUrl, 'UPDATE partners SET ended_at = now() WHERE ref = $1', [ref]);
}

async function run(databaseUrl: string, sql: string, values: unknown[]): Promise<void> {
  const db = openDatabase({ url: databaseUrl, max: 1 });
  try {
    await db.pool.query(sql, values);
  } finally {
    await db.close();
  }
}
