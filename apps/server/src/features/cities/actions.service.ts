import type { Transaction } from '@lantern/db/database';
import type { ActionPlan } from '@lantern/schemas/action';
import type { ActionInput, AddActionInput, ChangeActionInput } from '@lantern/schemas/city';
import { instantOf } from '@lantern/schemas/wall-time';
import { DomainError } from '../../platform/domain-error.ts';
import type { Principal } from '../../platform/trpc.ts';
import {
  deleteAction,
  insertAction,
  isReliedOn,
  makeMain,
  readStoredActions,
  setCalledOff,
  updateAction,
  type PlannedAction,
  type StoredAction,
} from './actions.repo.ts';
import type { CitiesDeps } from './cities.deps.ts';
import { readZone } from './cities.repo.ts';
import { actOnCity, type Acting } from './city-acts.ts';

/**
 * What is planned in a city. Every one of these throws `not-found`, `forbidden` for whom the city does not concern,
 * and `conflict` in an edition that is put away.
 */
export interface ActionsService {
  /** A city's first action is its main one. `invalid-input`; `conflict` in a city that takes part no longer. */
  addAction(input: AddActionInput, by: Principal): Promise<{ id: string }>;
  /** The main action stays so until another becomes it. `invalid-input`; `conflict` if it is not as it was seen. */
  changeAction(input: ChangeActionInput, by: Principal): Promise<{ id: string }>;
  /** The next action that stands becomes the main one. `conflict` if it is called off already. */
  callOffAction(input: ActionInput, by: Principal): Promise<{ id: string }>;
  /** Undoes calling off. `conflict` if it stands. */
  reinstateAction(input: ActionInput, by: Principal): Promise<{ id: string }>;
  /** Takes it out for good; `conflict` once somebody may rely on it: then it is called off. */
  removeAction(input: ActionInput, by: Principal): Promise<{ id: string }>;
}

/** Days before and after the edition's day: a slip of the year would call an alarm at once. */
const PLANNED_WITHIN_DAYS = 92;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

export function createActionsService(deps: CitiesDeps): ActionsService {
  return {
    addAction: (input, by) =>
      actOnCity(deps, { name: 'cities.add-action', input, by }, async (tx, acting) => {
        if (acting.city.withdrawnAt) throw new DomainError('conflict');
        const id = deps.newId();
        const plan = await planOf(tx, input, { deps, acting, id });
        await insertAction(tx, { ...acting.place, id }, { ...acting, plan });
        const standing = await readStanding(tx, acting);
        if (input.isMain || !standing.some(({ isMain }) => isMain))
          await makeMain(tx, acting.place, id);
        return { result: { id }, subject: id, details: told(input) };
      }),
    changeAction: (input, by) =>
      actOnCity(deps, { name: 'cities.change-action', input, by }, async (tx, acting) => {
        const was = await needed(tx, acting, input.actionId);
        if (was.updatedAt.getTime() !== Date.parse(input.seen)) throw new DomainError('conflict');
        const plan = await planOf(tx, input, { deps, acting, id: was.id });
        await updateAction(tx, was.id, { ...acting, plan });
        if (input.isMain && !was.isMain) await makeMain(tx, acting.place, was.id);
        const changed = changedParts(was, plan, deps);
        return { result: { id: was.id }, subject: was.id, details: { ...told(input), changed } };
      }),
    callOffAction: (input, by) =>
      actOnCity(deps, { name: 'cities.call-off-action', input, by }, async (tx, acting) => {
        const action = await needed(tx, acting, input.actionId);
        if (action.calledOffAt) throw new DomainError('conflict');
        await setCalledOff(tx, [action.id], acting);
        if (action.isMain) await passMainOn(tx, acting);
        return { result: { id: action.id }, subject: action.id, details: told(action) };
      }),
    reinstateAction: (input, by) =>
      actOnCity(deps, { name: 'cities.reinstate-action', input, by }, async (tx, acting) => {
        const action = await needed(tx, acting, input.actionId);
        if (!action.calledOffAt || acting.city.withdrawnAt) throw new DomainError('conflict');
        await setCalledOff(tx, [action.id], { ...acting, at: null });
        await passMainOn(tx, acting);
        return { result: { id: action.id }, subject: action.id, details: told(action) };
      }),
    removeAction: (input, by) =>
      actOnCity(deps, { name: 'cities.remove-action', input, by }, async (tx, acting) => {
        const action = await needed(tx, acting, input.actionId);
        if (await isReliedOn(tx, action.id)) throw new DomainError('conflict');
        await deleteAction(tx, action.id);
        if (action.isMain) await passMainOn(tx, acting);
        return { result: { id: action.id }, subject: action.id, details: told(action) };
      }),
  };
}

/** For the audit log: what it is and how it is published; where and when stay out. */
const told = ({
  kind,
  precision,
  publish,
}: Pick<ActionPlan, 'kind' | 'precision' | 'publish'>) => ({
  kind,
  precision,
  publish,
});

async function needed(tx: Transaction, { place }: Acting, id: string): Promise<StoredAction> {
  const found = (await readStoredActions(tx, place)).find((action) => action.id === id);
  if (!found) throw new DomainError('not-found');
  return found;
}

async function readStanding(tx: Transaction, { place }: Acting): Promise<StoredAction[]> {
  return (await readStoredActions(tx, place)).filter(({ calledOffAt }) => !calledOffAt);
}

/** Where the main action stands no longer, the next is it: a delivery first, else the one that begins first. */
async function passMainOn(tx: Transaction, acting: Acting): Promise<void> {
  const standing = await readStanding(tx, acting);
  if (standing.some(({ isMain }) => isMain)) return;
  const next = standing.find(({ kind }) => kind === 'delivery') ?? standing[0];
  if (next) await makeMain(tx, acting.place, next.id);
}

interface Planning {
  deps: CitiesDeps;
  acting: Acting;
  /** The action's, to which its place is sealed. */
  id: string;
}

/** What is stored of what was typed. A time that comes twice, as the clocks go back, is the first of the two. */
async function planOf(
  tx: Transaction,
  input: AddActionInput | ChangeActionInput,
  { deps, acting: { edition, place }, id }: Planning,
): Promise<PlannedAction> {
  const { localDate, localTime, durationMinutes } = input;
  const apart = Math.abs(Date.parse(localDate) - Date.parse(edition.date)) / DAY_MS;
  if (apart > PLANNED_WITHIN_DAYS)
    throw new DomainError('invalid-input', { fields: { localDate: 'invalid' } });
  const meant = instantOf(`${localDate}T${localTime}`, await readZone(tx, place.city));
  if (meant.is !== 'instant')
    throw new DomainError('invalid-input', { fields: { localTime: 'no-such-time' } });
  const startsAt = new Date(meant.instant);
  return {
    kind: input.kind,
    localDate,
    localTime,
    startsAt,
    endsAt: new Date(startsAt.getTime() + durationMinutes * MINUTE_MS),
    placeSealed: input.place === null ? null : deps.keyring.seal(input.place, id),
    neighbourhood: input.neighbourhood,
    precision: input.precision,
    publish: input.publish,
    delayMinutes: input.delayMinutes,
    capacity: input.capacity,
    details: input.details,
    detailsLocale: input.details === null ? null : input.detailsLocale,
  };
}

/** The names of what differs. */
function changedParts(
  was: StoredAction,
  plan: PlannedAction,
  { keyring }: Pick<CitiesDeps, 'keyring'>,
): string[] {
  const { placeSealed, ...others } = plan;
  const parts = Object.entries(others).filter(([part, value]) => {
    const before: unknown = Reflect.get(was, part);
    return before instanceof Date && value instanceof Date
      ? before.getTime() !== value.getTime()
      : before !== value;
  });
  const open = (sealed: Buffer | null) => sealed && keyring.open(sealed, was.id);
  const moved = open(was.placeSealed) !== open(placeSealed);
  return [...parts.map(([part]) => part), ...(moved ? ['place'] : [])];
}
