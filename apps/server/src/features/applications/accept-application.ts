import type { Transaction } from '@lantern/db/database';
import { MAY_ACCEPT_APPLICATIONS } from '@lantern/schemas/application-roles';
import type { ApplicantRole } from '@lantern/schemas/application';
import { ANSWERS_FOR_CITY } from '@lantern/schemas/day-roles';
import type { Locale } from '@lantern/schemas/locale';
import { roleSchema, type Role } from '@lantern/schemas/role';
import { z } from 'zod';
import { recordAct } from '../../platform/audit.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { Performed, TwoPersonAct } from '../../platform/two-person.ts';
import type { ApplicationsDeps } from './applications.deps.ts';
import {
  applicationOfInvitation,
  hasEnrolled,
  markDecided,
  readApplication,
  type StoredApplication,
} from './applications.repo.ts';
import { openApplicant } from './sealed-applicant.ts';

/** The act's name in `schemas/approvals`. */
export const ACCEPT_APPLICATION = 'accept-application';

const payloadSchema = z.object({ applicationId: z.uuid() });

/** An account as accepting sees it. */
interface KnownAccount {
  id: string;
  role: string;
  frozenAt: Date | null;
}

/** What accepting does outside this feature. */
export interface AcceptDeps extends ApplicationsDeps {
  accountOf: (email: string, tx?: Transaction) => Promise<KnownAccount | null>;
  /** Makes an enrolment link. */
  issueLink: (
    tx: Transaction,
    invitation: { email: string; role: Role; createdBy: string },
  ) => Promise<{ id: string; url: string; expiresAt: Date }>;
  /** Gives an account its city. */
  assign: (
    tx: Transaction,
    given: {
      editionId: string;
      accountId: string;
      role: ApplicantRole;
      city: string;
      by: string;
    },
  ) => Promise<void>;
  /** Keeps how the person is reached, for the day. */
  takeContact: (
    tx: Transaction,
    given: { accountId: string; phone: string | null; locale: Locale },
  ) => Promise<void>;
}

/** Letting an applicant in: what is approved is this application, and nothing else of what it says can change. */
export function createAcceptApplication(deps: AcceptDeps): TwoPersonAct {
  return {
    mayAsk: MAY_ACCEPT_APPLICATIONS,
    happens: 'when-collected',
    perform: async (tx, { payload, by }) => {
      const { applicationId } = payloadSchema.parse(payload);
      const application = await readApplication(tx, applicationId, 'lock');
      if (!application) throw new DomainError('conflict');
      await mustBeAcceptable(tx, application);
      return letIn(tx, { deps, application, by });
    },
    describe: async (payload) => {
      const { applicationId } = payloadSchema.parse(payload);
      const application = await readApplication(deps.pool, applicationId);
      if (!application) return { email: '', role: null, has: null, partner: null, city: null };
      const { email } = openApplicant(deps.keyring, application);
      const known = await deps.accountOf(email);
      const has = known ? roleSchema.parse(known.role) : null;
      const { role, citySlug: city } = application;
      return { email, role, has, partner: null, city };
    },
  };
}

/** One that waits, or whose link nobody used: it works for a day, and people are asleep, or ill. */
export async function mustBeAcceptable(
  tx: Transaction,
  { state, invitationId }: StoredApplication,
): Promise<void> {
  if (state === 'confirmed') return;
  const mayBeAgain = state === 'approved' && invitationId !== null;
  if (!mayBeAgain || (await hasEnrolled(tx, invitationId))) throw new DomainError('conflict');
}

interface LettingIn {
  deps: AcceptDeps;
  application: StoredApplication;
  by: string;
}

async function letIn(tx: Transaction, { deps, application, by }: LettingIn): Promise<Performed> {
  const { id, editionId, citySlug: city, role } = application;
  const at = deps.clock.now();
  const { email } = openApplicant(deps.keyring, application);
  const known = await deps.accountOf(email, tx);
  if (known?.frozenAt) throw new DomainError('account-frozen');
  const decision = { id, state: 'approved', at, by } as const;
  const details = { role, city, editionId };
  await recordAct(tx, {
    id: deps.newId(),
    at,
    actor: by,
    act: 'applications.accept',
    subject: id,
    details,
  });
  if (application.state === 'confirmed')
    await deps.enqueueMails(tx, [{ kind: 'application-approved', recordId: id, priority: 'soon' }]);
  const changed = {
    editionId,
    stream: 'staff',
    events: [{ kind: 'application-changed', id }],
  } as const;
  if (known) {
    // Another role is another grant: it is for the page of people.
    if (!ANSWERS_FOR_CITY.some((one) => one === known.role)) throw new DomainError('conflict');
    await markDecided(tx, { ...decision, invitationId: null });
    await deps.appendEvents(tx, changed);
    if (city) await deps.assign(tx, { editionId, accountId: known.id, role, city, by });
    return { link: null, expiresAt: null };
  }
  const issued = await deps.issueLink(tx, { email, role, createdBy: by });
  await markDecided(tx, { ...decision, invitationId: issued.id });
  await deps.appendEvents(tx, changed);
  return { link: issued.url, expiresAt: issued.expiresAt.toISOString() };
}

/** What is told once an account is enrolled, in which edition; streams are taken in one order. */
interface Follows {
  editionId: string;
  tell: () => Promise<void>;
}

/**
 * For enrolment, in its transaction: the account keeps the number it gave, and gets the city that its application was
 * accepted for when that is told. Null for a link that came otherwise.
 */
export function createEnrolledApplicant(deps: AcceptDeps) {
  return async (
    tx: Transaction,
    { accountId, invitationId }: { accountId: string; invitationId: string },
  ): Promise<Follows | null> => {
    const application = await applicationOfInvitation(tx, invitationId);
    if (!application) return null;
    const { editionId, citySlug: city, role, locale, decidedBy } = application;
    const { phone } = openApplicant(deps.keyring, application);
    await deps.takeContact(tx, { accountId, phone, locale });
    if (city === null) return null;
    const given = { editionId, accountId, role, city, by: decidedBy ?? accountId };
    return { editionId, tell: () => deps.assign(tx, given) };
  };
}
