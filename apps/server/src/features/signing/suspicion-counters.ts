import type { Transaction } from '@lantern/db/database';
import type { Keyring } from '../../platform/keyring.ts';
import { bucketOf, hourBefore, sumCounters, type CounterKind } from './counters.repo.ts';
import type { CounterSpan, CounterStep } from './counters.repo.ts';
import { suspicionsOf, type Suspicion } from './suspicion.ts';

/** What is about to be confirmed, as far as suspicion needs it. */
export interface Suspect {
  /** The submission's network; after 24 hours, when that is forgotten, the confirmer's. */
  networkHash: Buffer;
  domainHash: Buffer;
  /** A big provider's domain, or `other`. */
  mailProvider: string;
  disposable: boolean;
  citySlug: string | null;
  submittedAt: Date;
}

export interface Verdict {
  suspicions: Suspicion[];
  /** What all signatures under the strongest suspicion share; null when there is none. */
  cause: Buffer | null;
}

/** What was counted before, and grows by what the batch itself adds. */
interface Counted {
  of: (span: CounterSpan) => number;
  add: (span: CounterSpan) => void;
}

export interface JudgeOptions {
  keyring: Keyring;
  now: Date;
  counted: Counted;
  /** Random and forgotten after a day, so that a cause kept with a signature leads to no network. */
  salt: Buffer;
  /** How much further than usual one network reaches. */
  networkFactor: number;
}

const HOUR_MS = 3_600_000;
const SCOPES = ['network', 'domain', 'network-domain'] as const;
type Scope = (typeof SCOPES)[number];
type Keys = Record<Scope, Buffer>;

/** The key under which a mail domain behind one network is counted. */
export function networkDomainKey(
  keyring: Keyring,
  { networkHash, domainHash }: { networkHash: Buffer; domainHash: Buffer },
): Buffer {
  return keyring.hash('network-hash', 'with-domain', networkHash, domainHash);
}

/** A suspect with the keys it is counted under. */
export interface KeyedSuspect extends Suspect {
  keys: Keys;
}

export const withKeys = (keyring: Keyring, suspect: Suspect): KeyedSuspect => ({
  ...suspect,
  keys: keysOf(keyring, suspect),
});

/** Reads, in one statement, what is counted of `suspects` so far. */
export async function readCounted(
  tx: Transaction,
  suspects: readonly KeyedSuspect[],
  { editionId, now }: { editionId: string; now: Date },
): Promise<Counted> {
  return readTally(tx, {
    editionId,
    spans: suspects.flatMap(({ keys, submittedAt }) =>
      SCOPES.flatMap((scope) => [
        submitSpan(scope, keys[scope], submittedAt),
        confirmSpan(scope, keys[scope], now),
      ]),
    ),
  });
}

/**
 * Judges `suspects` one after the other, each counting for those after it; `steps` are to be added to
 * the counters. Submissions are counted in the hour around each one's own, so that a burst which was
 * prepared is seen from its first confirmation on.
 */
export function judge(
  suspects: readonly KeyedSuspect[],
  options: JudgeOptions,
): { verdicts: Verdict[]; steps: CounterStep[] } {
  const { now, counted: tally } = options;
  const steps: CounterStep[] = [];
  const verdicts = suspects.map(({ keys, ...suspect }) => {
    for (const scope of SCOPES) {
      tally.add(confirmSpan(scope, keys[scope], now));
      steps.push({ kind: `confirm-${scope}`, key: keys[scope], bucket: bucketOf(now), by: 1 });
    }
    const confirmed = (scope: Scope) => tally.of(confirmSpan(scope, keys[scope], now));
    const most = (scope: Scope) =>
      Math.max(tally.of(submitSpan(scope, keys[scope], suspect.submittedAt)), confirmed(scope));
    const facts = {
      network: most('network'),
      domain: most('domain'),
      networkAndDomain: most('network-domain'),
      confirmedByNetwork: confirmed('network'),
      bigProvider: suspect.mailProvider !== 'other',
      disposable: suspect.disposable,
      namesCity: suspect.citySlug !== null,
      delayMs: now.getTime() - suspect.submittedAt.getTime(),
    };
    const suspicions = suspicionsOf(facts, options.networkFactor);
    return { suspicions, cause: causeOf(suspicions, keys, options) };
  });
  return { verdicts, steps };
}

function keysOf(keyring: Keyring, suspect: Suspect): Keys {
  return {
    network: suspect.networkHash,
    domain: suspect.domainHash,
    'network-domain': networkDomainKey(keyring, suspect),
  };
}

function submitSpan(scope: Scope, key: Buffer, submittedAt: Date): CounterSpan {
  const from = bucketOf(new Date(submittedAt.getTime() - HOUR_MS));
  const to = bucketOf(new Date(submittedAt.getTime() + HOUR_MS));
  return { kind: `submit-${scope}`, key, from, to };
}

function confirmSpan(scope: Scope, key: Buffer, now: Date): CounterSpan {
  return { kind: `confirm-${scope}`, key, ...hourBefore(now) };
}

/** Sums of spans, each read once and grown by what the batch itself adds. */
async function readTally(
  tx: Transaction,
  { editionId, spans }: { editionId: string; spans: readonly CounterSpan[] },
): Promise<Counted> {
  const idOf = ({ kind, key, from }: CounterSpan): `${CounterKind} ${string}` =>
    `${kind} ${key.toString('latin1')} ${from.getTime()}`;
  const distinct = new Map(spans.map((span) => [idOf(span), span]));
  const sums = await sumCounters(tx, editionId, [...distinct.values()]);
  const counts = new Map([...distinct.keys()].map((id, index) => [id, sums[index] ?? 0]));
  return {
    of: (span: CounterSpan): number => counts.get(idOf(span)) ?? 0,
    add: (span: CounterSpan): void => {
      counts.set(idOf(span), (counts.get(idOf(span)) ?? 0) + 1);
    },
  };
}

function causeOf(
  [strongest]: readonly Suspicion[],
  keys: Keys,
  { keyring, salt }: JudgeOptions,
): Buffer | null {
  if (!strongest) return null;
  const scopes = {
    'network-and-domain': 'network-domain',
    network: 'network',
    domain: 'domain',
    disposable: 'domain',
    'too-fast': 'network',
  } as const satisfies Record<Suspicion, Scope>;
  return keyring.hash('network-hash', 'cause', salt, strongest, keys[scopes[strongest]]);
}
