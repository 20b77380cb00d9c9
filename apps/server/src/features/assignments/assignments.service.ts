import { transaction, type Transaction } from '@lantern/db/database';
import type { AssignInput } from '@lantern/schemas/assignment';
import { MAY_LET_IN_AGAIN } from '@lantern/schemas/assignment-roles';
import { ANSWERS_FOR_CITY, MAY_PLAN } from '@lantern/schemas/day-roles';
import { recordAct } from '../../platform/audit.ts';
import { requireCity } from '../../platform/city-access.ts';
import { runOnce } from '../../platform/commands.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { Principal } from '../../platform/trpc.ts';
import { tellOfAssignment } from './assignment-news.ts';
import type { AssignmentsDeps } from './assignments.deps.ts';
import {
  cityTakesPart,
  endAssignment,
  insertAssignment,
  lockAccount,
  lockAssignment,
  swapCoordinator,
  type Assignment,
} from './assignments.repo.ts';

/** A city of an edition for an account. */
interface GivenCity {
  editionId: string;
  accountId: string;
  role: 'coordinator' | 'deputy';
  city: string;
  /** Who gives it. */
  by: string;
}

/**
 * Who answers for what. Each throws `not-found`, `conflict` (same command, other body), and `forbidden`: to a region
 * lead outside their regions, and for a region to all but administrators.
 */
export interface AssignmentsService {
  /** Gives an account a city or a region. Throws `conflict` for one of another role, or who has it already. */
  assign(command: AssignInput, principal: Principal): Promise<{ id: string }>;
  /** Ends it: sockets and commands reach the city no more, within seconds. Its PINs and plan are forgotten. */
  end(command: { commandId: string; id: string; reason: string }, by: Principal): Promise<null>;
  /** Makes a deputy the coordinator; whoever was it stays as a deputy, and may come back. */
  takeOver(command: { commandId: string; id: string }, by: Principal): Promise<null>;
  /** Gives a city in the transaction of what decided it; one that the account has already stays as it is. */
  giveCity(tx: Transaction, given: GivenCity): Promise<void>;
}

export function createAssignmentsService(deps: AssignmentsDeps): AssignmentsService {
  const { clock, newId } = deps;
  const run = runner(deps);
  const giveCity = async (tx: Transaction, given: GivenCity) => {
    const id = newId();
    if (await insertAssignment(tx, { ...given, id, region: null, at: clock.now() }))
      await tellOfAssignment(tx, deps, { ...given, id });
  };
  return {
    giveCity,
    assign: async ({ commandId, ...input }, principal) => {
      const { id: editionId } = await deps.editionFor(input.edition);
      const command = { commandId, name: 'assignments.assign', body: input };
      const given = await run(command, principal, (tx) =>
        assign(tx, { deps, input, editionId, principal }),
      );
      // Its open sockets hear of the city by coming back.
      await deps.endSessionsOf(input.accountId);
      return given;
    },
    end: async ({ commandId, id, reason }, principal) => {
      const command = { commandId, name: 'assignments.end', body: { id, reason } };
      const { accountId } = await run(command, principal, async (tx) => {
        const found = await reachable(tx, id, principal);
        const by = principal.accountId;
        await endAssignment(tx, { id, at: clock.now(), by, reason });
        await record(tx, deps, { by, act: command.name, found, details: { reason } });
        await tellOfAssignment(tx, deps, found);
        return { accountId: found.accountId };
      });
      await deps.endSessionsOf(accountId);
      return null;
    },
    takeOver: ({ commandId, id }, principal) =>
      run({ commandId, name: 'assignments.takeOver', body: { id } }, principal, async (tx) => {
        const found = await reachable(tx, id, principal);
        if (found.role !== 'deputy') throw new DomainError('conflict');
        const before = await swapCoordinator(tx, found);
        const by = principal.accountId;
        await record(tx, deps, { by, act: 'assignments.takeOver', found, details: { before } });
        await tellOfAssignment(tx, deps, found);
        return null;
      }),
  };
}

interface Assigning {
  deps: AssignmentsDeps;
  input: Omit<AssignInput, 'commandId'>;
  editionId: string;
  principal: Principal;
}

async function assign(
  tx: Transaction,
  { deps, input: { accountId, to }, editionId, principal }: Assigning,
): Promise<{ id: string }> {
  const account = await lockAccount(tx, accountId);
  if (!account) throw new DomainError('not-found');
  if (account.frozenAt) throw new DomainError('account-frozen');
  const city = to.role === 'region-lead' ? null : to.city;
  const region = to.role === 'region-lead' ? to.region : null;
  if (region && !MAY_LET_IN_AGAIN.includes(principal.role)) throw new DomainError('forbidden');
  if (city && !(await cityTakesPart(tx, { editionId, city })))
    throw new DomainError('invalid-input', { fields: { city: 'unknown-city' } });
  // A role is given with a second person's word, on the page of people; a city goes only to whoever has it.
  if (!fits(account.role, to.role)) throw new DomainError('conflict');
  const by = principal.accountId;
  const given = { id: deps.newId(), editionId, accountId, role: to.role, city, region };
  if (!(await insertAssignment(tx, { ...given, at: deps.clock.now(), by })))
    throw new DomainError('conflict');
  await record(tx, deps, { by, act: 'assignments.assign', found: given, details: {} });
  await tellOfAssignment(tx, deps, given);
  return { id: given.id };
}

/** A coordinator may be the deputy of another city and the other way round: both may do the same. */
const fits = (has: string, role: Assignment['role']): boolean =>
  role === 'region-lead' ? has === role : ANSWERS_FOR_CITY.some((one) => one === has);

/** An assignment that this person may change. */
async function reachable(tx: Transaction, id: string, principal: Principal): Promise<Assignment> {
  const found = await lockAssignment(tx, id);
  if (!found) throw new DomainError('not-found');
  const { editionId, city } = found;
  if (city) await requireCity(tx, principal, { editionId, city });
  else if (!MAY_PLAN.includes(principal.role)) throw new DomainError('forbidden');
  return found;
}

interface Recorded {
  by: string;
  act: string;
  found: Assignment;
  details: Record<string, unknown>;
}

function record(
  tx: Transaction,
  { newId, clock }: AssignmentsDeps,
  { by, act, found, details }: Recorded,
): Promise<void> {
  const { id, editionId, accountId, role, city, region } = found;
  return recordAct(tx, {
    id: newId(),
    at: clock.now(),
    actor: by,
    act,
    subject: id,
    details: { editionId, accountId, role, city, region, ...details },
  });
}

interface RunCommand {
  commandId: string;
  name: string;
  body: unknown;
}

/** Runs what a person does, once. */
export function runner({ pool, clock }: Pick<AssignmentsDeps, 'pool' | 'clock'>) {
  return <T>(
    command: RunCommand,
    principal: Principal,
    work: (tx: Transaction) => Promise<T>,
  ): Promise<T> =>
    transaction(pool, (tx) =>
      runOnce(tx, { ...command, actor: principal.accountId, now: clock.now() }, () => work(tx)),
    );
}
