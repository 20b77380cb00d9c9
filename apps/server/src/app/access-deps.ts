import { createApprovals } from '../features/approvals/approvals.ts';
import { createAccountsRepo, readEmails } from '../features/auth/accounts.repo.ts';
import { createAuth, type Auth, type AuthDeps } from '../features/auth/auth.ts';
import { createPeopleRepo } from '../features/auth/people.repo.ts';
import { appendEvents } from '../platform/events.ts';
import type { TwoPersonActs } from '../platform/two-person.ts';

interface AccessDeps extends Omit<AuthDeps, 'appendEvents' | 'doOrAsk' | 'endRequestsOf'> {
  /** What other features register; they are made later than this one. */
  actsOfOthers: () => Omit<TwoPersonActs, keyof Auth['acts']>;
}

/** Who may sign in, and what needs a second of them. */
export function createAccess({ actsOfOthers, ...deps }: AccessDeps) {
  const { pool } = deps.db;
  const accounts = createAccountsRepo(pool);
  const approvals = createApprovals({
    ...deps,
    acts: () => ({ ...auth.acts, ...actsOfOthers() }),
    people: {
      ...createPeopleRepo(pool),
      accountOf: (tx, id) => accounts.byId(id, tx),
      emailsOf: (ids) => readEmails(pool, ids),
    },
  });
  const auth: Auth = createAuth({
    ...deps,
    appendEvents,
    doOrAsk: approvals.service.doOrAsk,
    endRequestsOf: approvals.service.endOf,
  });
  return { approvals, auth };
}
