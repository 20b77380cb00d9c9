import type { FieldCity, FieldKit, FieldMine } from '@lantern/schemas/field-mine';
import type { Call } from '../../shared/api/field-api.ts';
import type { FieldState, StateCell } from './field-state.ts';
import { ownedName, type Keeper } from './keeper.ts';
import { laneOfCity } from './steps.ts';

interface PlansDeps {
  ask: Call;
  keeper: Keeper;
  state: StateCell;
}

/** The person's cities and what is at hand for each: asked for, and kept for a place without a network. */
export function createPlans({ ask, keeper, state }: PlansDeps) {
  const isStill = (accountId: string) => state.get().me?.accountId === accountId;
  const readKits = async (accountId: string, cities: readonly FieldCity[]) => {
    const kits: Record<string, FieldKit> = {};
    for (const city of cities) {
      const lane = laneOfCity(city);
      const answer = await ask('field.kit', { edition: city.edition.slug, city: city.city.slug });
      // Our own envelope, from a procedure whose answer has this shape.
      const kit = answer.kind === 'data' ? (answer.data as FieldKit) : state.get().kits[lane];
      if (kit) kits[lane] = kit;
    }
    await keeper.write(ownedName(accountId, 'kits'), kits);
    if (isStill(accountId)) state.become({ kits });
  };
  return {
    /** Takes up what the phone keeps of whoever was here last. */
    recall: async (accountId: string) => {
      const kept = <T>(name: string) => keeper.read<T>(ownedName(accountId, name));
      const [cities, kits] = await Promise.all([
        kept<FieldCity[]>('mine'),
        kept<FieldState['kits']>('kits'),
      ]);
      state.become({ cities, kits: kits ?? {} });
    },
    /** Asks the server anew; whoever has no network keeps what there is. */
    read: async () => {
      const { me, signedIn } = state.get();
      if (!me || !signedIn) return;
      const answer = await ask('field.mine');
      if (answer.kind !== 'data') return;
      // As above.
      const { accountId, cities } = answer.data as FieldMine;
      if (!isStill(accountId)) return;
      await keeper.write(ownedName(accountId, 'mine'), cities);
      state.become({ cities });
      await readKits(accountId, cities);
    },
  };
}
