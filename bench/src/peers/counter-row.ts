import { randomUUID } from 'node:crypto';
import { submissionSchema, type Submission } from '@lantern/schemas/signature';
import Fastify from 'fastify';
import pg from 'pg';
import { answerJobs } from '../program.ts';
import { listen } from './listen.ts';

/** Takes signatures as most petition software does: a row and a counter in one transaction for each. */
export interface CounterRowJob {
  databaseUrl: string;
}

// An address signs once here, too, or the peer would be spared an index.
const TABLES = `
  CREATE TABLE petitions (id int PRIMARY KEY, signature_count int NOT NULL);
  INSERT INTO petitions VALUES (1, 0);
  CREATE TABLE signatures (
    id uuid PRIMARY KEY, petition_id int NOT NULL REFERENCES petitions, name text NOT NULL, email text NOT NULL,
    country char(2) NOT NULL, city text, locale text NOT NULL, show_name boolean NOT NULL, updates boolean NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(), UNIQUE (petition_id, email));`;

/** More only wait for the counter's row. */
const POOL = 16;

answerJobs(async ({ databaseUrl }: CounterRowJob): Promise<{ port: number }> => {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: POOL });
  await pool.query(TABLES);
  const app = Fastify();
  app.post('/api/v1/signatures', async (request, reply) => {
    await sign(pool, submissionSchema.parse(request.body));
    void reply.code(202);
    return {};
  });
  return { port: await listen(app) };
});

/** The counter comes last, so that its lock is held for the commit only. Statements are prepared once. */
async function sign(pool: pg.Pool, submission: Submission): Promise<void> {
  const { name, email, country, city, locale, showName, updates } = submission;
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query({
      name: 'sign',
      text: `INSERT INTO signatures (id, petition_id, name, email, country, city, locale, show_name, updates)
        VALUES ($1, 1, $2, $3, $4, $5, $6, $7, $8)`,
      values: [randomUUID(), name, email, country, city, locale, showName, updates],
    });
    await client.query({
      name: 'count',
      text: 'UPDATE petitions SET signature_count = signature_count + 1 WHERE id = 1',
    });
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}
