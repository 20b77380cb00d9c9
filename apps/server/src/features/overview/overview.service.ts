import { DomainError } from '../../platform/domain-error.ts';
import type { createFlow } from './flow.service.ts';
import type { OverviewRepo, OverviewRow } from './overview.repo.ts';

const MINUTE_MS = 60_000;
const MINUTES = 60;

interface MailBacklog {
  /** Mails that have not left yet. */
  waiting: number;
  /** Those of them that could not be handed over and are tried again later. */
  putOff: number;
  /** Seconds until they have, as they leave now; null while none leaves. */
  drainSeconds: number | null;
  /** How long none has left, seconds; null while they do. */
  quietSeconds: number | null;
}

export interface OverviewDeps {
  repo: OverviewRepo;
  mailBacklog: () => Promise<MailBacklog>;
  flow: ReturnType<typeof createFlow>;
}

/** What staff see first: the number, what waits, and the last hour. */
export function createOverviewService({ repo, mailBacklog, flow }: OverviewDeps) {
  return {
    /** The last week by mail provider, refusals, and alarms; at most a minute old. Throws `edition-unknown`. */
    flow,
    /** Throws `edition-unknown` while no edition is current. */
    read: async () => {
      const [row, mail] = await Promise.all([repo.read(), mailBacklog()]);
      if (!row) throw new DomainError('edition-unknown');
      const { pending, quarantined, withdrawn, void: voided, asOf, minutes, ...numbers } = row;
      return {
        ...numbers,
        asOf: asOf.toISOString(),
        states: { pending, confirmed: row.total, quarantined, withdrawn, void: voided },
        mail,
        lastHour: everyMinute(asOf, minutes),
      };
    },
  };
}
export type OverviewService = ReturnType<typeof createOverviewService>;

/** Sixty minutes up to `asOf`, oldest first; those without a change are zero. */
export function everyMinute(
  asOf: Date,
  minutes: OverviewRow['minutes'],
): { at: string; net: number }[] {
  const netAt = new Map(minutes.map(({ at, net }) => [Date.parse(at), net]));
  const last = Math.floor(asOf.getTime() / MINUTE_MS) * MINUTE_MS;
  return Array.from({ length: MINUTES }, (_, index) => {
    const at = last - (MINUTES - 1 - index) * MINUTE_MS;
    return { at: new Date(at).toISOString(), net: netAt.get(at) ?? 0 };
  });
}
