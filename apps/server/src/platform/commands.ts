import { createHash } from 'node:crypto';
import type { Transaction } from '@lantern/db/database';
import { DomainError } from './domain-error.ts';

/** A mutation by a signed-in person. */
export interface Command {
  /** UUIDv7, made when the person acted, also offline. */
  commandId: string;
  /** Account id. */
  actor: string;
  /** Procedure, e.g. `signing.void`. */
  name: string;
  /** Everything that decides what the command does; JSON values. */
  body: unknown;
  now: Date;
}

/**
 * Runs `work` once per command id, in the caller's transaction. The same command again is answered with
 * the first result (after the first has committed, if it is still running); the same id with another body,
 * name or actor is a `conflict`. Results are kept as JSON, so `work` answers plain JSON values.
 */
export async function runOnce<Result>(
  tx: Transaction,
  command: Command,
  work: () => Promise<Result>,
): Promise<Result> {
  const { commandId, actor, name, now } = command;
  const bodyHash = hashOf(command.body);
  // A concurrent twin waits here for the first one's commit, and then finds its row.
  const { rowCount } = await tx.query(
    `INSERT INTO commands (id, actor, name, body_hash, result, at) VALUES ($1, $2, $3, $4, 'null', $5)
     ON CONFLICT (id) DO NOTHING`,
    [commandId, actor, name, bodyHash, now],
  );
  if (rowCount === 0) return firstResult<Result>(tx, command, bodyHash);
  const result = await work();
  await tx.query('UPDATE commands SET result = $2 WHERE id = $1', [
    commandId,
    JSON.stringify(result ?? null),
  ]);
  return result;
}

async function firstResult<Result>(
  tx: Transaction,
  { commandId, actor, name }: Command,
  bodyHash: Buffer,
): Promise<Result> {
  const { rows } = await tx.query<{
    actor: string;
    name: string;
    body_hash: Buffer;
    result: Result;
  }>('SELECT actor, name, body_hash, result FROM commands WHERE id = $1', [commandId]);
  const [first] = rows;
  if (first?.actor !== actor || first.name !== name || !first.body_hash.equals(bodyHash))
    throw new DomainError('conflict');
  return first.result;
}

/** SHA-256 of the body with its keys in order, so that their order on the wire does not matter. */
function hashOf(body: unknown): Buffer {
  const ordered = JSON.stringify(body, (_key, value: unknown) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)))
      : value,
  );
  return createHash('sha256')
    .update(ordered ?? '')
    .digest();
}
