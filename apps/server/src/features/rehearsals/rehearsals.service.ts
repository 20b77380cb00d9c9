import { transaction, type Database, type Transaction } from '@lantern/db/database';
import type { DayClock } from '@lantern/schemas/day-clock';
import type { SetClockInput, WipeInput } from '@lantern/schemas/rehearsal';
import { recordAct } from '../../platform/audit.ts';
import type { Clock } from '../../platform/clock.ts';
import { runOnce } from '../../platform/commands.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { lockRehearsal, readPeople, setClock, wipeEdition, wipePeople } from './rehearsals.repo.ts';

export interface RehearsalsServiceDeps {
  database: Pick<Database, 'pool'>;
  clock: Clock;
  newId: () => string;
  localMode: boolean;
  /** Has this node know at once what became of the edition; from petition. */
  refresh: () => Promise<void>;
  /** Ends an account's sockets on every node. */
  endSessionsOf: (accountId: string) => Promise<void>;
}

interface Actor {
  accountId: string;
}

export interface RehearsalsService {
  setClock(input: SetClockInput, actor: Actor): Promise<DayClock>;
  wipe(input: WipeInput, actor: Actor): Promise<{ people: number }>;
}

/** A rehearsal's own clock, and its end without a trace but the audit log's. */
export function createRehearsalsService(deps: RehearsalsServiceDeps): RehearsalsService {
  return {
    setClock: async (input, actor) => {
      const set = await command(deps, { name: 'rehearsals.clock', input, actor }, async (tx) => {
        const { id } = await rehearsal(tx, deps, input.edition);
        const clock = {
          realAt: deps.clock.now().toISOString(),
          dayAt: input.dayAt,
          rate: input.rate,
        };
        await setClock(tx, id, clock);
        return { id, clock };
      });
      return set.clock;
    },
    wipe: async (input, actor) => {
      const wiped = await command(deps, { name: 'rehearsals.wipe', input, actor }, (tx) =>
        wipe(tx, deps, input.edition),
      );
      for (const accountId of wiped.accounts) await deps.endSessionsOf(accountId);
      return { people: wiped.accounts.length };
    },
  };
}

async function wipe(tx: Transaction, deps: RehearsalsServiceDeps, slug: string) {
  const { id, isCurrent } = await rehearsal(tx, deps, slug);
  if (isCurrent) throw new DomainError('conflict');
  const accounts = await readPeople(tx, slug);
  await wipePeople(tx, accounts, slug);
  await wipeEdition(tx, id);
  return { id, accounts };
}

async function rehearsal(tx: Transaction, { localMode }: RehearsalsServiceDeps, slug: string) {
  const edition = await lockRehearsal(tx, slug);
  if (!edition) throw new DomainError('edition-unknown');
  if (!localMode || edition.kind !== 'rehearsal') throw new DomainError('forbidden');
  return edition;
}

interface Command {
  name: string;
  input: { commandId: string; edition: string };
  actor: Actor;
}

/** Runs a command once, with its line in the audit log; afterwards this node knows at once. */
async function command<Result extends { id: string }>(
  { database, clock, newId, refresh }: RehearsalsServiceDeps,
  { name, input, actor }: Command,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  const { commandId, ...body } = input;
  const now = clock.now();
  const run = { commandId, actor: actor.accountId, name, body, now };
  const result = await transaction(database.pool, (tx) =>
    runOnce(tx, run, async () => {
      const done = await work(tx);
      const act = { id: newId(), at: now, actor: actor.accountId, act: name };
      await recordAct(tx, { ...act, subject: done.id, details: body });
      return done;
    }),
  );
  await refresh();
  return result;
}
