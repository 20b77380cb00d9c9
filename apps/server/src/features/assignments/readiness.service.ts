import type { Transaction } from '@lantern/db/database';
import { ANSWERS_FOR_CITY } from '@lantern/schemas/day-roles';
import { recordAct } from '../../platform/audit.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { Principal } from '../../platform/trpc.ts';
import { tellOfAssignment } from './assignment-news.ts';
import type { AssignmentsDeps } from './assignments.deps.ts';
import { lockAssignment, type Assignment } from './assignments.repo.ts';
import { runner } from './assignments.service.ts';
import { hashPin } from './pin-hash.ts';
import { storePins } from './pins.repo.ts';
import { markKitRead, settleReadiness, storeSilencePlan } from './readiness.repo.ts';

interface OnOwn {
  commandId: string;
  /** Of one's own assignment. */
  id: string;
}

/** What somebody who answers for a city does before the day. Each throws `forbidden` for another's, and `conflict`. */
export interface ReadinessService {
  readKit(command: OnOwn, principal: Principal): Promise<null>;
  /** What is to be done when this person goes silent; only staff, the region's lead and the city's people read it. */
  agreeSilence(command: OnOwn & { plan: string }, principal: Principal): Promise<null>;
  /** For all cities a person answers for in the edition; answers for how many. */
  setPins(
    command: { commandId: string; edition?: string | undefined; pin: string; duress: string },
    principal: Principal,
  ): Promise<{ cities: number }>;
  /** A job: since when each thing is true, for those who read the columns. */
  settle(now: Date): Promise<number>;
}

export function createReadinessService(deps: AssignmentsDeps): ReadinessService {
  const { pool, clock, keyring } = deps;
  const run = runner(deps);
  return {
    readKit: ({ commandId, id }, principal) =>
      run({ commandId, name: 'assignments.readKit', body: { id } }, principal, async (tx) => {
        const own = await ownCity(tx, id, principal);
        await markKitRead(tx, id, clock.now());
        await tellOfAssignment(tx, deps, own);
        return null;
      }),
    agreeSilence: ({ commandId, id, plan }, principal) => {
      // Of the words the command keeps a keyed hash alone.
      const body = { id, plan: keyring.hash('snapshot-hash', 'silence', plan).toString('hex') };
      return run({ commandId, name: 'assignments.agreeSilence', body }, principal, async (tx) => {
        const own = await ownCity(tx, id, principal);
        await storeSilencePlan(tx, { id, planSealed: keyring.seal(plan, id), at: clock.now() });
        await tellOfAssignment(tx, deps, own);
        return null;
      });
    },
    setPins: async ({ commandId, edition, pin, duress }, principal) => {
      const { id: editionId } = await deps.editionFor(edition);
      const { accountId } = principal;
      // Hashed before the transaction, which should not wait for it.
      const [pinHash, duressHash] = await Promise.all([
        hashPin(keyring, { accountId, pin }),
        hashPin(keyring, { accountId, pin: duress }),
      ]);
      // From a plain hash of the body the PINs could be tried out.
      const body = keyring.hash('pin', accountId, editionId, pin, duress).toString('hex');
      return run({ commandId, name: 'assignments.setPins', body }, principal, async (tx) => {
        const at = clock.now();
        const pins = { editionId, accountId, pin: pinHash, duress: duressHash, at };
        const cities = await storePins(tx, pins);
        if (cities === 0) throw new DomainError('forbidden');
        const act = {
          actor: accountId,
          act: 'assignments.setPins',
          details: { editionId, cities },
        };
        await recordAct(tx, { ...act, id: deps.newId(), at, subject: accountId });
        await settleReadiness(tx, at);
        return { cities };
      });
    },
    settle: (now) => settleReadiness(pool, now),
  };
}

/** One's own city. */
async function ownCity(
  tx: Transaction,
  id: string,
  { accountId, role }: Principal,
): Promise<Assignment> {
  const found = await lockAssignment(tx, id);
  if (!found || found.accountId !== accountId || !found.city) throw new DomainError('forbidden');
  if (!ANSWERS_FOR_CITY.includes(role)) throw new DomainError('forbidden');
  return found;
}
