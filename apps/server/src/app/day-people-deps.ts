import type { Transaction } from '@lantern/db/database';
import { roleSchema } from '@lantern/schemas/role';
import { createApplications } from '../features/applications/applications.ts';
import { createAssignments } from '../features/assignments/assignments.ts';
import { createAccountsRepo, readEmails } from '../features/auth/accounts.repo.ts';
import type { Auth } from '../features/auth/auth.ts';
import { normalEmail } from '../features/auth/enrolment.service.ts';
import type { Editions } from '../features/petition/editions.ts';
import { countOne } from '../features/signing/counters.repo.ts';
import { normaliseEmail } from '../features/signing/email-normal.ts';
import { recordErasures } from '../features/signing/endings.repo.ts';
import { recordLedgerHash } from '../features/signing/signing.endings.ts';
import type { ErasureLedger } from '../features/signing/signing.seams.ts';
import { createApplicationDrawer } from '../features/signing-mails/application-mail.ts';
import { DomainError } from '../platform/domain-error.ts';
import { appendEvents } from '../platform/events.ts';
import type { DoOrAsk } from '../platform/two-person.ts';
import type { createAlarms } from './alarms-deps.ts';
import type { ServicesDeps } from './deps.ts';

interface Neighbours {
  auth: Pick<Auth, 'enrolment' | 'invitations'>;
  approvals: { service: { doOrAsk: DoOrAsk } };
  editions: Editions;
  editionsForStaff: Editions;
  ledger: ErasureLedger;
  alarms: Pick<ReturnType<typeof createAlarms>['alarms'], 'raise'>;
}

type Deps = Pick<
  ServicesDeps,
  'env' | 'db' | 'keyring' | 'clock' | 'newId' | 'mailQueue' | 'endSessionsOf'
>;

/** In local mode every applicant is this machine. */
const LOCAL_APPLICATIONS_PER_HOUR = 1_000_000;

export type DayPeople = ReturnType<typeof createDayPeople>;

/** Who answers for which city on the day: who offers to, who does, and how ready they are. */
export function createDayPeople(deps: Deps, near: Neighbours) {
  const { db, keyring, clock, newId, env } = deps;
  const accounts = createAccountsRepo(db.pool);
  const shared = {
    pool: db.pool,
    keyring,
    clock,
    newId,
    appendEvents,
    doOrAsk: near.approvals.service.doOrAsk,
  };
  const assignments = createAssignments({
    ...shared,
    ...replacing(accounts, near.auth),
    editionFor: near.editionsForStaff.editionFor,
    endSessionsOf: deps.endSessionsOf,
    raise: (tx, alarm) => near.alarms.raise(tx, alarm),
  });
  const { publicOrigin } = env;
  const applications = createApplications({
    ...shared,
    ...forgetting(deps, near),
    publicOrigin,
    editionFor: near.editions.editionFor,
    staffEditionFor: near.editionsForStaff.editionFor,
    editionById: near.editionsForStaff.editionById,
    normalEmail: (email) => normaliseEmail(email).address,
    countCall: async (tx, { editionId, ...call }) => countOne(tx, editionId, call),
    enqueueMails: (tx, mails) => deps.mailQueue.enqueueMails(tx, mails),
    drawMail: createApplicationDrawer({ publicOrigin }),
    emailsOf: (accountIds) => readEmails(db.pool, accountIds),
    accountOf: (email, tx) => accounts.byEmail(normalEmail(email), tx),
    issueLink: (tx, invitation) =>
      near.auth.enrolment.issue(tx, { ...invitation, partnerId: null }),
    assign: (tx, given) => assignments.service.giveCity(tx, given),
    takeContact: (tx, given) => assignments.contacts.take(tx, given),
    ...(env.mode === 'local' && { perNetworkHour: LOCAL_APPLICATIONS_PER_HOUR }),
  });
  return {
    applications,
    assignments,
    /** For approvals: what of these needs a second person. */
    dayActs: {
      'accept-application': applications.acceptApplication,
      reinvite: assignments.reinvite.act,
    },
  };
}

/** A lost phone's way back in: a link for the account as it is now. */
const replacing = (
  accounts: ReturnType<typeof createAccountsRepo>,
  { enrolment }: Neighbours['auth'],
) => ({
  accountOf: (id: string) => accounts.byId(id),
  issueReplacingLink: async (
    tx: Transaction,
    { accountId, createdBy }: { accountId: string; createdBy: string },
  ) => {
    const account = await accounts.byId(accountId, tx);
    if (!account) throw new DomainError('conflict');
    const { email, partnerId } = account;
    const role = roleSchema.parse(account.role);
    return enrolment.issue(tx, { email, partnerId, role, createdBy, replacesAccess: true });
  },
});

/** What deleting an application for good needs of others: the ledger, on the disk before the database. */
const forgetting = ({ keyring, newId }: Deps, { ledger, auth }: Neighbours) => ({
  recordDeletion: async (tx: Transaction, applicationId: string, at: Date) => {
    const recordHash = recordLedgerHash(keyring, applicationId);
    const entry = { id: newId(), kind: 'erase', recordHash, addressHash: null, at } as const;
    await ledger.append([entry]);
    await recordErasures(tx, [entry]);
  },
  endInvitation: async (tx: Transaction, invitationId: string) => {
    await auth.invitations.revoke(tx, invitationId);
  },
});
