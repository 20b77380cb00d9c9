import type { TestProject } from 'vitest/node';
import { openDatabase } from './database.ts';
import { migrate } from './migrate.ts';
import { loadCurrentEdition, loadReferenceData } from './reference-data.ts';
import { startScratch } from './scratch.ts';
import { TEMPLATE } from './testing.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** URL of the maintenance database of the run's PostgreSQL. */
    lanternTestServer: string;
  }
}

/** The template's moment: after the petition opened, long before it closes. */
const NOW = new Date('2026-11-20T12:00:00Z');

/**
 * For vitest's `globalSetup`: one PostgreSQL per run, with a template database that holds the tables, the
 * reference data and the open edition of 2027. Answers how to stop it.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startScratch();
  const maintenance = openDatabase({ url: server.url, max: 1 });
  await maintenance.pool.query(`CREATE DATABASE ${TEMPLATE}`);
  await maintenance.close();
  const url = withDatabase(server.url, TEMPLATE);
  await migrate({ url });
  const template = openDatabase({ url, max: 2 });
  await loadReferenceData(template.pool);
  await loadCurrentEdition(template.pool, { mode: 'local', clock: { now: () => NOW } });
  await template.close();
  project.provide('lanternTestServer', server.url);
  return () => server.stop();
}

function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = database;
  return changed.href;
}
