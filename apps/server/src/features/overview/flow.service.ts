import type { Clock } from '../../platform/clock.ts';
import { createFreshValues } from '../../platform/fresh-value.ts';
import type { FlowRow, ShareRow } from './flow.repo.ts';
import { implausibleShares, isBusyDomain, type Implausible } from './implausible.ts';

/** Submissions that were not confirmed are kept this long, and so nothing older can be compared. */
const SPAN_MS = 7 * 86_400_000;
/** It reads all signatures of a week: one node asks once in a minute, however many look. */
const MAX_AGE_MS = 60_000;

export interface FlowDeps {
  clock: Clock;
  /** Throws `edition-unknown`. */
  currentEditionId: () => Promise<string>;
  readFlow: (scope: { editionId: string; since: string }) => Promise<FlowRow>;
}

/** How submissions became signatures in the last week, by mail provider, and what looks implausible. */
export function createFlow({ clock, currentEditionId, readFlow }: FlowDeps) {
  const byEdition = createFreshValues<ReturnType<typeof publish>>({
    maxAgeMs: MAX_AGE_MS,
    patienceMs: 5_000,
  });
  return async () => {
    const editionId = await currentEditionId();
    return byEdition.get(editionId, async () => {
      const since = new Date(clock.now().getTime() - SPAN_MS);
      return publish(await readFlow({ editionId, since: firstIdOf(since) }));
    });
  };
}

/** The smallest UUIDv7 of a millisecond: its first 48 bits are the time. */
export function firstIdOf(at: Date): string {
  const hex = at.getTime().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

function publish({ asOf, providers, sentLastDay, refused, shares, busiestDomain }: FlowRow) {
  const of = (kind: ShareRow['kind']) => shares.filter((share) => share.kind === kind);
  const countries = of('country');
  const ofDay = countries.reduce((sum, { day }) => sum + day, 0);
  return {
    asOf: asOf.toISOString(),
    providers,
    mails: { sentLastDay, refused },
    alarms: {
      confirmedLastDay: ofDay,
      countries: implausibleShares(countries).map(told),
      // Whoever is at none of the big providers has many domains: a rise there is judged by domain.
      providers: implausibleShares(of('provider'))
        .filter(({ key }) => key !== 'other')
        .map(told),
      /** Confirmations of the last day at one small domain, if it is worth a look; which one is not stored. */
      domain: isBusyDomain({ domain: busiestDomain, ofDay }) ? busiestDomain : null,
    },
  };
}

/** Whole percents: from a finer share and the total it could be worked out how few there were before. */
function told({ key, day, shareOfDay, shareBefore }: Implausible) {
  const percent = (share: number) => Math.round(share * 100) / 100;
  return { key, day, shareOfDay: percent(shareOfDay), shareBefore: percent(shareBefore) };
}
