import { transaction, type Transaction } from '@lantern/db/database';
import type { DayClock } from '@lantern/schemas/day-clock';
import { MAY_ACT_ON_DAY, MAY_PLAN } from '@lantern/schemas/day-roles';
import type { SaveShift } from '@lantern/schemas/duty';
import { hoursOfDay } from '@lantern/schemas/duty-cover';
import type { Pool } from 'pg';
import { recordAct } from '../../platform/audit.ts';
import type { Clock } from '../../platform/clock.ts';
import { runOnce } from '../../platform/commands.ts';
import { dayNow } from '../../platform/day-time.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { Principal } from '../../platform/trpc.ts';
import {
  dropShift,
  keepShift,
  listDutyPeople,
  listShifts,
  roleOf,
  type Shift,
} from './duty.repo.ts';

export interface DutyDeps {
  pool: Pool;
  clock: Clock;
  /** UUIDv7. */
  newId: () => string;
  /** By slug, or the current one; rehearsals as well. Throws `edition-unknown`. */
  editionFor: (slug: string | undefined) => Promise<EditionOfDay>;
}
interface EditionOfDay {
  id: string;
  slug: string;
  kind: 'real' | 'rehearsal';
  /** `YYYY-MM-DD`. */
  date: string;
  dayClock: DayClock | null;
}

type Actor = Pick<Principal, 'accountId' | 'role'>;
/** Whether somebody is told of duress is known only to those who could be. */
type ShownShift = Omit<Shift, 'duress'> & { duress: boolean | null };

interface Roster {
  edition: { slug: string; kind: 'real' | 'rehearsal' };
  /** What time it is on the day. */
  now: string;
  /** The fifty hours of the day. */
  from: string;
  to: string;
  shifts: ShownShift[];
  /** Who can be put on duty. */
  people: { id: string; name: string; role: string }[];
}

/** Who is on duty when. Alarms go to them. */
export interface DutyService {
  /** Throws `edition-unknown`, as all do. */
  list(edition: string | undefined, actor: Actor): Promise<Roster>;
  /** Who is on duty at this moment of the day. */
  now(edition: string | undefined, actor: Actor): Promise<ShownShift[]>;
  /**
   * Throws `invalid-input` for somebody who may not act on the day, or be told of duress by their role; `conflict`
   * (same command, other body), `not-found` for another edition's shift.
   */
  save(input: SaveShift, actor: Actor): Promise<null>;
  remove(input: { commandId: string; id: string }, actor: Actor): Promise<null>;
}

export function createDutyService(deps: DutyDeps): DutyService {
  const { pool, clock, editionFor } = deps;
  return {
    list: async (named, actor) => {
      const edition = await editionFor(named);
      const { from, to } = hoursOfDay(edition.date);
      const [shifts, people] = await Promise.all([
        listShifts(pool, edition.id, null),
        MAY_PLAN.includes(actor.role) ? listDutyPeople(pool, MAY_ACT_ON_DAY) : [],
      ]);
      return {
        edition: { slug: edition.slug, kind: edition.kind },
        now: dayNow(edition, clock).toISOString(),
        from: new Date(from).toISOString(),
        to: new Date(to).toISOString(),
        shifts: shifts.map((shift) => shownTo(actor, shift)),
        people,
      };
    },
    now: async (named, actor) => {
      const edition = await editionFor(named);
      const shifts = await listShifts(pool, edition.id, dayNow(edition, clock));
      return shifts.map((shift) => shownTo(actor, shift));
    },
    save: async (input, actor) => {
      const { commandId, edition: named, ...shift } = input;
      const { id: editionId } = await editionFor(named);
      const act = { name: 'duty.save', commandId, body: { editionId, ...shift } };
      return actOnce(deps, { ...act, actor, subject: shift.id }, async (tx, at) => {
        const role = await roleOf(tx, shift.accountId);
        const may = shift.duress ? MAY_PLAN : MAY_ACT_ON_DAY;
        if (!role || !may.includes(role))
          throw new DomainError('invalid-input', { fields: { accountId: 'invalid' } });
        if (!(await keepShift(tx, { ...shift, editionId, at, by: actor.accountId })))
          throw new DomainError('not-found');
      });
    },
    remove: ({ commandId, id }, actor) =>
      actOnce(
        deps,
        { name: 'duty.remove', commandId, body: { id }, actor, subject: id },
        async (tx) => dropShift(tx, id),
      ),
  };
}

const shownTo = ({ role }: Actor, shift: Shift): ShownShift => ({
  ...shift,
  duress: MAY_PLAN.includes(role) ? shift.duress : null,
});

interface Act {
  name: string;
  commandId: string;
  body: Record<string, unknown>;
  actor: Actor;
  subject: string;
}

function actOnce(
  { pool, clock, newId }: DutyDeps,
  { name, commandId, body, actor, subject }: Act,
  work: (tx: Transaction, at: Date) => Promise<void>,
): Promise<null> {
  const now = clock.now();
  const by = actor.accountId;
  return transaction(pool, (tx) =>
    runOnce(tx, { commandId, actor: by, name, body, now }, async () => {
      await work(tx, now);
      await recordAct(tx, { id: newId(), at: now, actor: by, act: name, subject, details: {} });
      return null;
    }),
  );
}
