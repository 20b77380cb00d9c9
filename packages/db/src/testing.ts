import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

/** Cloned for every test file. */
export const TEMPLATE = 'lantern_template';

/** A database of one test file's own. */
export interface TestDatabase {
  url: string;
  /** Removes the database, whoever is still connected. */
  drop(): Promise<void>;
}

/**
 * A fresh copy of the template: tables, reference data, the open edition `2027` at zero. Needs
 * `globalSetup: ['@lantern/db/testing-setup']`. Takes some 50 ms.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  return newDatabase(`CREATE DATABASE $name TEMPLATE ${TEMPLATE}`);
}

/** A database without anything in it, for what makes the tables itself. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  return newDatabase('CREATE DATABASE $name TEMPLATE template0');
}

async function newDatabase(statement: string): Promise<TestDatabase> {
  const server = inject('lanternTestServer');
  const name = `test_${randomBytes(8).toString('hex')}`;
  await onServer(server, statement.replace('$name', name));
  const url = new URL(server);
  url.pathname = name;
  return { url: url.href, drop: () => onServer(server, `DROP DATABASE ${name} WITH (FORCE)`) };
}

async function onServer(server: string, statement: string): Promise<void> {
  const client = new pg.Client(server);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
