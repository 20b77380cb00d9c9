import type { Role } from './role.ts';

/** Who may look at what is held, let it count, and take signatures out. */
export const MAY_DECIDE: readonly Role[] = ['admin', 'moderator'];

/** Why staff take signatures out; published, per day, as what made the total fall. */
export const VOID_REASONS = ['scripted', 'throwaway-addresses', 'impersonation', 'other'] as const;
export type VoidReason = (typeof VOID_REASONS)[number];

/** Published like the reasons above: signatures that were let count and wait again. */
export const HELD_AGAIN = 'held-again';

/** What a decision did to signatures. */
export type DecisionKind = 'release' | 'void';

/** Signatures of a cause: those that wait for a decision, and those that a person let count. */
export const CAUSE_STATES = ['quarantined', 'confirmed'] as const;
export type CauseState = (typeof CAUSE_STATES)[number];
