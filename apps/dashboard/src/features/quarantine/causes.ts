import type { AppRouter } from '@lantern/server/app-router';
import type { CauseState, VoidReason } from '@lantern/schemas/quarantine';
import type { inferRouterOutputs } from '@trpc/server';
import type { MessageId } from '../../shared/i18n/language.ts';

type Signing = inferRouterOutputs<AppRouter>['signing'];

/** Signatures that share a cause, either waiting or let count before. */
export type Cause = Signing['quarantine'][number];
/** One of them, without anything that names its signer. */
export type Suspect = Signing['quarantined']['signatures'][number];
/** What a decision did. */
export type Decided = Signing['release'];
/** A decision as it is listed, with how much of it can be undone. */
export type Decision = Signing['decisions'][number];
type Suspicion = Cause['suspicions'][number];

export const SUSPICION_WORDS = {
  'network-and-domain': 'suspicion.network-and-domain',
  network: 'suspicion.network',
  domain: 'suspicion.domain',
  disposable: 'suspicion.disposable',
  'too-fast': 'suspicion.too-fast',
} as const satisfies Record<Suspicion, MessageId>;

export const SUSPICION_NOTES = {
  'network-and-domain': 'suspicion.network-and-domain-note',
  network: 'suspicion.network-note',
  domain: 'suspicion.domain-note',
  disposable: 'suspicion.disposable-note',
  'too-fast': 'suspicion.too-fast-note',
} as const satisfies Record<Suspicion, MessageId>;

export const VOID_REASON_WORDS = {
  scripted: 'void-reason.scripted',
  'throwaway-addresses': 'void-reason.throwaway-addresses',
  impersonation: 'void-reason.impersonation',
  other: 'void-reason.other',
} as const satisfies Record<VoidReason, MessageId>;

/** Whom a press was about, as it was shown then: what comes later waits for the next look. */
export interface Press {
  commandId: string;
  count: number;
  selection: { causeHash: string; state: CauseState; upTo: string };
}

/** The press on a cause as it is shown now. */
export function pressOn(cause: Cause, state: CauseState, commandId: string): Press {
  const { causeHash, count, lastAt } = cause;
  return { commandId, count, selection: { causeHash, state, upTo: lastAt } };
}

/** How a decision ended. `missing`: those decided on or withdrawn by others since they were shown. */
export type Outcome =
  (Decided & { kind: 'released' | 'voided' | 'undone'; missing: number }) | { kind: 'conflict' };

/** What an answer means for who pressed: deciding on none is as if somebody had been quicker. */
export function outcomeOf(
  kind: 'released' | 'voided' | 'undone',
  press: Pick<Press, 'count'>,
  decided: Decided,
): Outcome {
  if (decided.count === 0) return { kind: 'conflict' };
  return { kind, ...decided, missing: Math.max(0, press.count - decided.count) };
}

/** The total after deciding; only what counts changes it by leaving, only what waits by joining. */
export function totalAfter(total: number, act: 'release' | 'void', press: Press): number {
  if (act === 'release') return total + press.count;
  return press.selection.state === 'confirmed' ? total - press.count : total;
}

/** The number as the server told it. */
export interface Current {
  total: number;
  version: number;
}

/**
 * The total of the newer version. An answer about the number may be a second old, and so older than what a
 * decision has just told: no screen goes back to an older one.
 */
export function newestTotal(current: Current, outcome: Outcome | null): number {
  const decided = outcome && outcome.kind !== 'conflict' ? outcome : null;
  return decided && decided.version > current.version ? decided.total : current.total;
}
