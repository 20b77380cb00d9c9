import type { Transaction } from '@lantern/db/database';
import { DomainError } from '../../platform/domain-error.ts';
import { BUCKET_MS, bucketOf, hourBefore, sumCounters, type CounterStep } from './counters.repo.ts';

export interface NetworkCap {
  editionId: string;
  /** Calls an hour from one network that bring a mail to an address of the caller's choice. */
  networkCap: number;
  now: Date;
}

/** Those of `networks`, in hex, that have called too often within the hour. */
export async function cappedNetworks(
  tx: Transaction,
  networks: readonly Buffer[],
  { editionId, networkCap, now }: NetworkCap,
): Promise<Set<string>> {
  const distinct = new Map(networks.map((network) => [network.toString('hex'), network]));
  const sums = await sumCounters(
    tx,
    editionId,
    [...distinct.values()].map((key) => ({ kind: 'calls-network', key, ...hourBefore(now) })),
  );
  return new Set([...distinct.keys()].filter((_, index) => (sums[index] ?? 0) >= networkCap));
}

/** Counts a call. */
export function callStep(network: Buffer, now: Date): CounterStep {
  return { kind: 'calls-network', key: network, bucket: bucketOf(now), by: 1 };
}

/** A network is let in again when the oldest ten minutes of its hour are forgotten. */
export function tooManyCalls(now: Date): DomainError {
  const retryAfterSeconds = Math.ceil((BUCKET_MS - (now.getTime() % BUCKET_MS)) / 1000);
  return new DomainError('too-many-requests', { retryAfterSeconds });
}
