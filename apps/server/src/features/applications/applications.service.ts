import { transaction, type Transaction } from '@lantern/db/database';
import type { ApplicationInput, ApplicationState } from '@lantern/schemas/application';
import { DAY_MS, HOUR_MS, KEPT } from '@lantern/schemas/retention';
import { whenDatabaseFails } from '../../platform/database-faults.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { linkIsGenuine, linkRecordId, type LinkPurpose } from '../../platform/signing-links.ts';
import type { ApplicationsDeps } from './applications.deps.ts';
import {
  cityTakesPart,
  deleteApplication,
  deleteOld,
  insertApplication,
  markConfirmed,
  readApplication,
  type StoredApplication,
} from './applications.repo.ts';
import { sealApplicant } from './sealed-applicant.ts';

/** A class that offers itself together does so in an hour; a script is stopped. */
const PER_NETWORK_HOUR = 30;
/** Mails that one address gets within a day because somebody typed it here. */
const PER_ADDRESS_DAY = 3;
/** Counts are by ten minutes: one span later somebody is let in again. */
const RETRY_AFTER_SECONDS = 600;
/** A record has one address for ever, so its links have one generation. */
const GENERATION = 0;

/** What a link's page may say before anything is pressed; `gone`: expired, forged or deleted. */
type ApplicationLinkState = ApplicationState | 'gone';

/** Offers to answer for a city: taken from anyone, confirmed and taken back by their links. */
export interface ApplicationsService {
  /**
   * Takes an offer and mails its address a link. Whether the address is known changes nothing of the answer.
   * Throws `too-many-requests`, `invalid-input` (a city that takes no part), `edition-unknown`, `unavailable`, and
   * `conflict` where a field was filled that no person sees.
   */
  send(offer: ApplicationInput, origin: { networkHash: Buffer }): Promise<void>;
  /** Looks only: mail scanners open links too. */
  inspect(purpose: 'confirm' | 'withdraw', token: string): Promise<{ state: ApplicationLinkState }>;
  /** Confirms the address; staff see it from then on. Again is as once. Throws `token-invalid`, `token-expired`. */
  confirm(token: string): Promise<{ state: ApplicationState }>;
  /** Deletes it, whatever became of it; a link to enrol that nobody used ends. Again is as once. */
  takeBack(token: string): Promise<null>;
  /** Deletes what was not confirmed, and what was decided long enough ago; a job. */
  forgetOld(now: Date): Promise<number>;
}

export function createApplicationsService(deps: ApplicationsDeps): ApplicationsService {
  const { pool, clock } = deps;
  return {
    send: async (offer, { networkHash }) => {
      // A browser that fills in forms by itself may have done it: pressing again, emptied, goes through.
      if (offer.website !== '') throw new DomainError('conflict');
      const { id: editionId } = await deps.editionFor(offer.edition);
      if (offer.city !== null && !(await cityTakesPart(pool, editionId, offer.city)))
        throw new DomainError('invalid-input', { fields: { city: 'unknown-city' } });
      await whenDatabaseFails(
        transaction(pool, (tx) => take(tx, { deps, offer, editionId, networkHash })),
      );
    },
    inspect: async (purpose, token) => {
      const found = await genuine(deps, { purpose, token });
      if (!found || isOver(found, clock.now())) return { state: 'gone' };
      return { state: found.state };
    },
    confirm: async (token) => {
      const found = await genuine(deps, { purpose: 'confirm', token });
      if (!found) throw new DomainError('token-invalid');
      return transaction(pool, (tx) => confirm(tx, { deps, id: found.id }));
    },
    takeBack: async (token) => {
      const found = await genuine(deps, { purpose: 'withdraw', token });
      // It is deleted already, or never was: nothing of it is left either way.
      if (found) await transaction(pool, (tx) => forget(tx, deps, found.id));
      return null;
    },
    forgetOld: (now) =>
      deleteOld(pool, {
        unconfirmed: new Date(now.getTime() - KEPT.unconfirmedDays * DAY_MS),
        decided: new Date(now.getTime() - KEPT.decidedApplicationDays * DAY_MS),
      }),
  };
}

interface Taking {
  deps: ApplicationsDeps;
  offer: ApplicationInput;
  editionId: string;
  networkHash: Buffer;
}

async function take(tx: Transaction, { deps, offer, editionId, networkHash }: Taking) {
  const { keyring, clock, newId, countCall } = deps;
  const now = clock.now();
  const calls = {
    editionId,
    kind: 'apply-network',
    key: networkHash,
    withinMs: HOUR_MS,
    now,
  } as const;
  if ((await countCall(tx, calls)) > (deps.perNetworkHour ?? PER_NETWORK_HOUR))
    throw new DomainError('too-many-requests', { retryAfterSeconds: RETRY_AFTER_SECONDS });
  const emailHash = keyring.hash('address-hash', 'application', deps.normalEmail(offer.email));
  const withinMs = KEPT.networkHours * HOUR_MS;
  const mails = { editionId, kind: 'apply-address', key: emailHash, withinMs, now } as const;
  // Nobody's box is filled by somebody else, and the answer does not tell.
  if ((await countCall(tx, mails)) > PER_ADDRESS_DAY) return;
  const id = newId();
  const { city, role, locale } = offer;
  const sealed = sealApplicant(keyring, id, offer);
  const row = { id, editionId, citySlug: city, role, locale, emailHash, createdAt: now };
  await insertApplication(tx, { ...row, ...sealed });
  await deps.enqueueMails(tx, [{ kind: 'application-confirm', recordId: id, priority: 'now' }]);
}

async function confirm(tx: Transaction, { deps, id }: { deps: ApplicationsDeps; id: string }) {
  const found = await readApplication(tx, id, 'lock');
  if (!found) throw new DomainError('token-invalid');
  const { state, editionId } = found;
  if (state !== 'applied') return { state };
  const now = deps.clock.now();
  if (isOver(found, now)) throw new DomainError('token-expired');
  await markConfirmed(tx, id, now);
  const events = [{ kind: 'application-changed', id }] as const;
  await deps.appendEvents(tx, { editionId, stream: 'staff', events });
  return { state: 'confirmed' as const };
}

/** Deletes an application for good, and the way in that came of it. */
export async function forget(tx: Transaction, deps: ApplicationsDeps, id: string): Promise<void> {
  const found = await readApplication(tx, id, 'lock');
  if (!found) return;
  await deps.recordDeletion(tx, id, deps.clock.now());
  if (found.invitationId) await deps.endInvitation(tx, found.invitationId);
  await deleteApplication(tx, id);
  const events = [{ kind: 'application-changed', id }] as const;
  await deps.appendEvents(tx, { editionId: found.editionId, stream: 'staff', events });
}

/** Its record, if the token was made by us for that and it is still there. */
async function genuine(
  { pool, keyring }: ApplicationsDeps,
  { purpose, token }: { purpose: Extract<LinkPurpose, 'confirm' | 'withdraw'>; token: string },
): Promise<StoredApplication | null> {
  const id = linkRecordId(token);
  if (!id || !linkIsGenuine(keyring, token, { purpose, id, generation: GENERATION })) return null;
  return readApplication(pool, id);
}

const isOver = ({ state, createdAt }: StoredApplication, now: Date): boolean =>
  state === 'applied' && now.getTime() - createdAt.getTime() > KEPT.unconfirmedDays * DAY_MS;
