import type { Call } from '../../shared/api/field-api.ts';
import type { FieldPerson, StateCell } from './field-state.ts';
import type { Keeper } from './keeper.ts';

/** Who is signed in: an account's id; null: nobody; undefined: it cannot be told. */
export type WhoIs = () => Promise<string | null | undefined>;

interface AcquaintanceDeps {
  ask: Call;
  keeper: Keeper;
  state: StateCell;
  /** Reads the queue again, for the eyes of whoever is here now. */
  reread: () => Promise<void>;
}

/** Asks who is signed in. They see their own things, and of others' only how many wait. */
export function createWhoIs({ ask, keeper, state, reread }: AcquaintanceDeps): WhoIs {
  const meet = async (person: FieldPerson) => {
    if (person.accountId !== state.get().me?.accountId) {
      await keeper.forgetOthers(person.accountId);
      await keeper.write('me', person);
      state.become({ me: person, cities: null, kits: {}, news: [] });
      await reread();
    }
    state.become({ me: person, signedIn: true });
  };
  return async () => {
    const answer = await ask('auth.me');
    if (answer.kind !== 'data') return undefined;
    const person = personIn(answer.data);
    if (person) await meet(person);
    else state.become({ signedIn: false });
    return person?.accountId ?? null;
  };
}

export function personIn(data: unknown): FieldPerson | null {
  const { accountId, role } = Object(data);
  return typeof accountId === 'string' && typeof role === 'string' ? { accountId, role } : null;
}
