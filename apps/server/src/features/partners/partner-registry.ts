import { createFreshValue } from '../../platform/fresh-value.ts';
import type { RegisteredPartner } from './partners.repo.ts';

/** Milliseconds a node may go on knowing yesterday's partners; a framing site is shut out as fast. */
const MAX_AGE_MS = 1_000;

/** Who may bring signatures in, as this node knows it. */
export interface PartnerRegistry {
  /** The partner of a code, ended ones too; null for codes nobody registered. */
  find: (ref: string) => Promise<RegisteredPartner | null>;
  /** Whether a code counts: registered, and not ended. */
  isKnown: (ref: string) => Promise<boolean>;
  /** Reads again, so that this node knows at once what it has changed. */
  refresh: () => Promise<void>;
}

/** Partners are few: all are kept, so that an unknown code costs nothing. */
export function createPartnerRegistry(read: () => Promise<RegisteredPartner[]>): PartnerRegistry {
  const all = createFreshValue({
    read: async () => new Map((await read()).map((partner) => [partner.ref, partner])),
    maxAgeMs: MAX_AGE_MS,
  });
  const find = async (ref: string) => (await all.get()).get(ref) ?? null;
  return {
    find,
    isKnown: async (ref) => (await find(ref))?.endedAt === null,
    refresh: async () => {
      await all.refresh();
    },
  };
}
