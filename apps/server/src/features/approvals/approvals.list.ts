import { TWO_PERSON_ACTS } from '@lantern/schemas/approvals';
import type { Principal } from '../../platform/trpc.ts';
import type { ApprovalsDeps } from './approvals.deps.ts';
import type { ApprovalRow } from './approvals.repo.ts';

/** How long a decided request stays in the list. */
const SHOWN_MS = 7 * 24 * 60 * 60_000;

/** Reads what waits for a second person, and what became of the last week's requests. */
export function createApprovalsList({ repo, acts, clock, people }: ApprovalsDeps) {
  return async ({ accountId }: Principal) => {
    const now = clock.now();
    const rows = await repo.recent({ now, since: new Date(now.getTime() - SHOWN_MS) });
    const emails = await people.emailsOf(rows.flatMap(peopleIn));
    const described = await Promise.all(
      rows.map(async (row) => {
        const act = TWO_PERSON_ACTS.find((one) => one === row.act);
        if (!act) return [];
        const isMine = row.requestedBy === accountId;
        const state = stateOf(row, now);
        return [
          {
            id: row.id,
            act,
            ...(await acts()[act].describe(row.payload)),
            state,
            isMine,
            mayDecide: !isMine && state === 'waiting',
            mayCollect: isMine && state === 'approved',
            requestedBy: emails.get(row.requestedBy) ?? null,
            requestedAt: row.requestedAt.toISOString(),
            expiresAt: row.expiresAt.toISOString(),
            decidedBy: emails.get(row.decidedBy ?? '') ?? null,
            decidedAt: row.decidedAt?.toISOString() ?? null,
          },
        ];
      }),
    );
    return described.flat();
  };
}
export type ApprovalsList = ReturnType<typeof createApprovalsList>;

const peopleIn = ({ requestedBy, decidedBy }: ApprovalRow): string[] =>
  decidedBy ? [requestedBy, decidedBy] : [requestedBy];

function stateOf({ state, expiresAt }: ApprovalRow, now: Date): ApprovalRow['state'] | 'expired' {
  const runsOut = state === 'waiting' || state === 'approved';
  return runsOut && expiresAt <= now ? 'expired' : state;
}
