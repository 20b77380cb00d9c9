import { isUnanswered } from '@lantern/db/database';
import { DatabaseError } from 'pg';
import { z } from 'zod';
import { DomainError } from './domain-error.ts';
import { codeOf } from './error-code.ts';

/** Seconds; a restarted database is back by then. */
export const RETRY_AFTER_SECONDS = 5;

// SQLSTATE classes that speak of the rows themselves: 22 data exception, 23 integrity constraint.
const ROW_FAULT = /^2[23]/u;
// 08 connection, 28 not let in, 53 resources (disk, connections), 57 operator intervention, 40 rollback, 25006
// read only (a standby), 55P03 lock timeout, 58030 its disk failed.
const PASSING_FAULT = /^(08|28|53|57|40|25006|55P03|58030)/u;
// Of 55000 only this: the database takes no connections (ALLOW_CONNECTIONS); the rest are faults of ours.
const CLOSED_DATABASE = '55000';
const CLOSED_WORDS = /not currently accepting connections/u;
const SOCKET_FAULT = /^E(CONN|PIPE|HOST|NET|TIMEDOUT)/u;
// Not reached, timed out, closed.
const PRISMA_FAULT = /^P10(01|02|08|17)$/u;
// The pool's own time-outs carry only their message.
const UNCODED_FAULT =
  /timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error/u;

/** Prisma keeps what PostgreSQL said in what its adapter threw. */
const prismaSchema = z.object({
  meta: z.object({
    driverAdapterError: z.object({ cause: z.object({ originalCode: z.string() }) }),
  }),
});

function sqlState(error: unknown): string {
  if (error instanceof DatabaseError) return error.code ?? '';
  return prismaSchema.safeParse(error).data?.meta.driverAdapterError.cause.originalCode ?? '';
}

/** Whether a failed batch holds a bad row: then it is worth looking for. */
export function splitsBatch(error: unknown): boolean {
  return !isDatabaseGone(error) && (sqlState(error) === '' || ROW_FAULT.test(sqlState(error)));
}

/**
 * Whether the database is out of reach, going away or busy for a moment: worth another try, unlike a bug.
 * The one judge of it, for pages, JSON, tRPC and batches alike.
 */
export function isDatabaseGone(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = codeOf(error) ?? '';
  if (PASSING_FAULT.test(sqlState(error)) || SOCKET_FAULT.test(code) || PRISMA_FAULT.test(code))
    return true;
  if (isUnanswered(error)) return true;
  if (sqlState(error) === CLOSED_DATABASE) return CLOSED_WORDS.test(error.message);
  // The socket file of a database that is not running; any other missing file is a fault of ours.
  if (code === 'ENOENT') return 'syscall' in error && error.syscall === 'connect';
  return UNCODED_FAULT.test(error.message);
}

/** The database's own code for a change to an edition that was put away. */
const ARCHIVED = 'LA001';

/** Whether an edition was to be changed that is put away; for every feature, it is a `conflict`. */
export const isArchived = (error: unknown): boolean => codeOf(error) === ARCHIVED;

/** What is answered then, on every path. */
export function databaseAway(cause: unknown): DomainError {
  return new DomainError('unavailable', { retryAfterSeconds: RETRY_AFTER_SECONDS }, { cause });
}

// 40001 serialization failure, 40P01 deadlock: nothing was wrong but the moment.
const COLLISION = /^40(001|P01)$/u;
const TRIES = 4;

/** Runs a transaction again when it collided with another. */
export async function retryCollisions<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries === TRIES || !COLLISION.test(sqlState(error))) throw error;
    }
  }
}

/** Answers `unavailable` where the database is away for a while; other errors pass unchanged. */
export async function whenDatabaseFails<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw isDatabaseGone(error) ? databaseAway(error) : error;
  }
}
