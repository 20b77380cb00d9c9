import { oneRow, type Transaction } from '@lantern/db/database';
import type { ActionKind, Outcome, PublishFrom } from '@lantern/schemas/action';
import type { FieldKind } from '@lantern/schemas/field';
import type { CityOfEdition } from '../../platform/city-access.ts';
import type { FieldWord, Folded } from './field.fold.ts';

/** Takes the city's turn until the transaction ends: what is said of a city is taken one after the other. */
export async function lockCity(
  tx: Transaction,
  { editionId, city }: CityOfEdition,
): Promise<number> {
  const { seq } = await oneRow<{ seq: number }>(
    tx,
    `INSERT INTO city_states AS s (edition_id, city_slug) VALUES ($1, $2)
     ON CONFLICT (edition_id, city_slug) DO UPDATE SET seq = s.seq RETURNING seq`,
    [editionId, city],
  );
  return seq;
}

/** An action of the plan, as a command needs it. */
export interface PlannedHere {
  id: string;
  kind: ActionKind;
  isMain: boolean;
  startsAt: Date;
  publish: PublishFrom;
  delayMinutes: number;
  /** Staff called it off in the plan. */
  calledOff: boolean;
  outcome: Outcome | null;
}

/** All that is planned in a city. */
export async function readPlan(
  tx: Transaction,
  { editionId, city }: CityOfEdition,
): Promise<PlannedHere[]> {
  const { rows } = await tx.query<PlannedHere>(
    `SELECT id, kind, is_main AS "isMain", starts_at AS "startsAt", publish, delay_minutes AS "delayMinutes",
       called_off_at IS NOT NULL AS "calledOff", outcome
     FROM actions WHERE edition_id = $1 AND city_slug = $2 ORDER BY starts_at, id`,
    [editionId, city],
  );
  return rows;
}

/** A command as it is stored. */
export interface NewFieldCommand extends CityOfEdition {
  id: string;
  accountId: string;
  onBehalfOf: string | null;
  kind: FieldKind;
  step: string | null;
  actionId: string | null;
  outcome: Outcome | null;
  scope: 'self' | 'group';
  people: number | null;
  paper: number | null;
  textSealed: Buffer | null;
  corrects: string | null;
  deviceAt: Date;
  offsetMs: number | null;
  receivedAt: Date;
  happenedAt: Date;
  bounded: boolean;
  seq: number;
}

/** Stores what was said. */
export async function insertCommand(tx: Transaction, command: NewFieldCommand): Promise<void> {
  await tx.query(
    `INSERT INTO field_commands (id, edition_id, city_slug, account_id, on_behalf_of, kind, step, action_id, outcome,
       scope, people, paper, text_sealed, corrects, device_at, offset_ms, received_at, happened_at, bounded, seq)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)`,
    [
      command.id,
      command.editionId,
      command.city,
      command.accountId,
      command.onBehalfOf,
      command.kind,
      command.step,
      command.actionId,
      command.outcome,
      command.scope,
      command.people,
      command.paper,
      command.textSealed,
      command.corrects,
      command.deviceAt,
      command.offsetMs,
      command.receivedAt,
      command.happenedAt,
      command.bounded,
      command.seq,
    ],
  );
}

interface WordRow extends Omit<FieldWord, 'at'> {
  at: Date;
}

/** All that was said of a city, in the order in which it came. */
export async function readWords(
  tx: Transaction,
  { editionId, city }: CityOfEdition,
): Promise<FieldWord[]> {
  const { rows } = await tx.query<WordRow>(
    `SELECT id, kind, step, outcome, action_id AS "actionId", corrects, scope, people, paper,
       coalesce(on_behalf_of, account_id) AS speaker, happened_at AS at, seq
     FROM field_commands WHERE edition_id = $1 AND city_slug = $2 ORDER BY seq`,
    [editionId, city],
  );
  return rows.map((row) => ({ ...row, at: row.at.getTime() }));
}

/** What follows from all that was said, as staff read it. */
export async function writeState(
  tx: Transaction,
  { editionId, city, seq, folded }: CityOfEdition & { seq: number; folded: Folded },
): Promise<void> {
  const instant = (at: number | null) => (at === null ? null : new Date(at));
  await tx.query(
    `UPDATE city_states SET phase = $3, outcome = $4, phase_at = $5, heard_at = $6, safe_home_at = $7, people = $8,
       paper = $9, disputed = $10, seq = $11,
       open_incidents = (SELECT count(*) FROM incidents i
         WHERE i.edition_id = $1 AND i.city_slug = $2 AND i.closed_at IS NULL)
     WHERE edition_id = $1 AND city_slug = $2`,
    [
      editionId,
      city,
      folded.phase,
      folded.outcome,
      instant(folded.phaseAt),
      instant(folded.heardAt),
      instant(folded.safeHomeAt),
      folded.people,
      folded.paper,
      folded.disputed.size > 0,
      seq,
    ],
  );
}

/** Marks what disagrees, and no more what agrees again; what staff have settled stays marked as it was. */
export async function markDisputed(
  tx: Transaction,
  { editionId, city, disputed }: CityOfEdition & { disputed: ReadonlySet<string> },
): Promise<void> {
  await tx.query(
    `UPDATE field_commands SET disputed = NOT disputed
     WHERE edition_id = $1 AND city_slug = $2 AND settled_at IS NULL AND disputed <> (id = ANY($3::uuid[]))`,
    [editionId, city, [...disputed]],
  );
}

/** Staff said what stands of an action: what disagreed about it is settled. */
export async function settleDisputes(
  tx: Transaction,
  by: { actionId: string | null; accountId: string; receivedAt: Date },
): Promise<void> {
  await tx.query(
    `UPDATE field_commands SET settled_at = $2, settled_by = $3
     WHERE action_id = $1 AND disputed AND settled_at IS NULL`,
    [by.actionId, by.receivedAt, by.accountId],
  );
}

/** What was said of an action, for staff; the public learns of it by its publication. */
export async function writeOutcome(
  tx: Transaction,
  { actionId, outcome, at }: { actionId: string; outcome: Outcome; at: Date },
): Promise<void> {
  await tx.query('UPDATE actions SET outcome = $2, outcome_at = $3 WHERE id = $1', [
    actionId,
    outcome,
    at,
  ]);
}

/** Something went wrong; its id is its command's. */
export async function insertIncident(
  tx: Transaction,
  incident: CityOfEdition & { id: string; kind: string; callMe: boolean; happenedAt: Date },
): Promise<void> {
  await tx.query(
    `INSERT INTO incidents (id, edition_id, city_slug, kind, call_me, happened_at) VALUES ($1, $2, $3, $4, $5, $6)`,
    [
      incident.id,
      incident.editionId,
      incident.city,
      incident.kind,
      incident.callMe,
      incident.happenedAt,
    ],
  );
}

/**
 * Does `work`, and undoes it at once unless it is to stay: either way the same statements in the same time.
 */
export async function doneIf(
  tx: Transaction,
  stays: boolean,
  work: () => Promise<void>,
): Promise<void> {
  await tx.query('SAVEPOINT word');
  await work();
  await tx.query(stays ? 'RELEASE SAVEPOINT word' : 'ROLLBACK TO SAVEPOINT word');
}
