import type { CityInput, SetCityKindInput, WithdrawCityInput } from '@lantern/schemas/city';
import { NOT_OFFERED } from '@lantern/schemas/mission-limits';
import { DomainError } from '../../platform/domain-error.ts';
import type { Principal } from '../../platform/trpc.ts';
import { readStoredActions, setCalledOff } from './actions.repo.ts';
import type { CitiesDeps } from './cities.deps.ts';
import {
  hasOfferedMission,
  setHidden,
  setKind,
  setWithdrawn,
  type LockedCity,
} from './cities.repo.ts';
import { actOnCity } from './city-acts.ts';

/**
 * Whether and as what a city takes part. Every one of these throws `not-found`, and `conflict` where it stands so
 * already, where nobody may go to its mission, or the edition is put away.
 */
export interface StandingService {
  /** `invalid-input` for a delivery where no mission may be gone to. */
  setKind(input: SetCityKindInput, by: Principal): Promise<null>;
  /** Its gap is open again and its actions are called off, for the public too where it knew of them. */
  withdraw(input: WithdrawCityInput, by: Principal): Promise<null>;
  /** Undoes withdrawing: what was called off by it stands again. */
  rejoin(input: CityInput, by: Principal): Promise<null>;
  /** From now on nothing of it is public. */
  hide(input: CityInput, by: Principal): Promise<null>;
  show(input: CityInput, by: Principal): Promise<null>;
}

/** Nobody may go to its mission: only judging that anew brings the city back. */
const isWithheld = ({ withdrawnReason }: LockedCity): boolean => withdrawnReason === NOT_OFFERED;

export function createStandingService(deps: CitiesDeps): StandingService {
  return {
    setKind: (input, by) =>
      actOnCity(deps, { name: 'cities.set-kind', input, by }, async (tx, { place, city }) => {
        const { kind } = input;
        if (city.kind === kind) throw new DomainError('conflict');
        if (kind === 'delivery' && !(await hasOfferedMission(tx, place.city)))
          throw new DomainError('invalid-input', { fields: { kind: 'invalid' } });
        await setKind(tx, place, kind);
        return { result: null, details: { kind } };
      }),
    withdraw: (input, by) =>
      actOnCity(deps, { name: 'cities.withdraw', input, by }, async (tx, acting) => {
        const { place, city, at } = acting;
        if (city.withdrawnAt) throw new DomainError('conflict');
        const standing = (await readStoredActions(tx, place)).filter((one) => !one.calledOffAt);
        const ids = standing.map(({ id }) => id);
        await setCalledOff(tx, ids, acting);
        await setWithdrawn(tx, place, { at, reason: input.reason });
        return { result: null, details: { actions: ids.length } };
      }),
    rejoin: (input, by) =>
      actOnCity(deps, { name: 'cities.rejoin', input, by }, async (tx, acting) => {
        const { place, city } = acting;
        if (!city.withdrawnAt || isWithheld(city)) throw new DomainError('conflict');
        const since = city.withdrawnAt.getTime();
        // What was called off by itself, before, stays so.
        const ids = (await readStoredActions(tx, place))
          .filter(({ calledOffAt }) => calledOffAt?.getTime() === since)
          .map(({ id }) => id);
        await setCalledOff(tx, ids, { ...acting, at: null });
        await setWithdrawn(tx, place, null);
        return { result: null, details: { actions: ids.length } };
      }),
    hide: (input, by) =>
      actOnCity(deps, { name: 'cities.hide', input, by }, async (tx, { place, city, at }) => {
        if (city.hiddenAt) throw new DomainError('conflict');
        await setHidden(tx, place, at);
        return { result: null };
      }),
    show: (input, by) =>
      actOnCity(deps, { name: 'cities.show', input, by }, async (tx, { place, city }) => {
        if (!city.hiddenAt || isWithheld(city)) throw new DomainError('conflict');
        await setHidden(tx, place, null);
        return { result: null };
      }),
  };
}
