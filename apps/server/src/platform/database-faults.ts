import { DatabaseError } from 'pg';
import { DomainError } from '../../platform/domain-error.ts';

/** Seconds; a restarted database is back by then. */
const RETRY_AFTER_SECONDS = 5;

// SQLSTATE classes that speak of the rows themselves: 22 data exception, 23 integrity constraint.
const ROW_FAULT = /^2[23]/u;
// 08 connection, 53 resources, 57 operator intervention, 40 rollback, 55P03 lock timeout.
const PASSING_FAULT = /^(08|53|57|40|55P03)/u;

const sqlState = (error: unknown): string =>
  error instanceof DatabaseError ? (error.code ?? '') : '';

/** Whether a failed batch holds a bad row: then it is worth looking for. */
export function splitsBatch(error: unknown): boolean {
  return !isDatabaseGone(error) && (sqlState(error) === '' || ROW_FAULT.test(sqlState(error)));
}

// Errors of the socket carry a system code; the pool's own time-outs carry only their message.
function isDatabaseGone(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (PASSING_FAULT.test(sqlState(error))) return true;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return (
    /^E(CONN|PIPE|HOST|NET|TIMEDOUT)/u.test(code) ||
    /timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error/u.test(
      error.message,
    )
  );
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
    if (!isDatabaseGone(error)) throw error;
    throw new DomainError(
      'unavailable',
      { retryAfterSeconds: RETRY_AFTER_SECONDS },
      { cause: error },
    );
  }
}
