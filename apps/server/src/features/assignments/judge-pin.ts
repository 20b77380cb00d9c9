import { transaction, type Transaction } from '@lantern/db/database';
import type { CityOfEdition } from '../../platform/city-access.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { AssignmentsDeps } from './assignments.deps.ts';
import { isPin } from './pin-hash.ts';
import { createPinTries } from './pin-tries.ts';
import { doneIf, readPins } from './pins.repo.ts';

/** What a PIN says. */
type PinVerdict = 'safe' | 'duress' | 'wrong';

/**
 * Judges a PIN. One read and two hashes whatever it is, and no write, so that a phone in another's hand tells the two
 * PINs apart neither by the answer nor by its time. After five wrong ones in ten minutes all are answered with
 * `too-many-requests` alike; the one for duress still raises its alarm, on its own, since the caller's transaction ends.
 */
type JudgePin = (
  tx: Transaction,
  tried: CityOfEdition & { accountId: string; pin: string },
) => Promise<PinVerdict>;

/** Duress while tries are stopped is one alarm for so long, however often it is tried. */
const ALARM_EVERY_MS = 10 * 60_000;

export function createJudgePin(
  deps: Pick<AssignmentsDeps, 'pool' | 'keyring' | 'clock' | 'raise'>,
): JudgePin {
  const tries = createPinTries(deps.clock);
  return async (tx, tried) => {
    const { accountId, editionId, city } = tried;
    const wait = tries.begin(accountId);
    const { pin, duress } = await readPins(tx, tried);
    const [isSafe, isDuress] = await Promise.all([
      isPin(deps.keyring, tried, pin),
      isPin(deps.keyring, tried, duress),
    ]);
    const verdict = verdictOf(isSafe, isDuress);
    if (wait === null) {
      if (verdict !== 'wrong') tries.wasRight(accountId);
      return verdict;
    }
    // By the time besides the person: whoever calls for help again after it was settled is heard again.
    const subject = `${accountId}/${Math.floor(deps.clock.now().getTime() / ALARM_EVERY_MS)}`;
    const alarm = { editionId, city, kind: 'duress', subject } as const;
    await transaction(deps.pool, (own) =>
      doneIf(own, verdict === 'duress', () => deps.raise(own, alarm)),
    );
    throw new DomainError('too-many-requests', { retryAfterSeconds: wait });
  };
}

const verdictOf = (isSafe: boolean, isDuress: boolean): PinVerdict => {
  if (isDuress) return 'duress';
  return isSafe ? 'safe' : 'wrong';
};
