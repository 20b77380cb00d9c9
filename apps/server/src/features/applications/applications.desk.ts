import { transaction, type Transaction } from '@lantern/db/database';
import { MAY_PLAN } from '@lantern/schemas/day-roles';
import { recordAct } from '../../platform/audit.ts';
import { requireCity } from '../../platform/city-access.ts';
import { runOnce } from '../../platform/commands.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { Principal } from '../../platform/trpc.ts';
import type { Asked } from '../../platform/two-person.ts';
import { ACCEPT_APPLICATION, mustBeAcceptable } from './accept-application.ts';
import type { ApplicationsDeps } from './applications.deps.ts';
import { markDecided, readApplication, type StoredApplication } from './applications.repo.ts';
import { forget } from './applications.service.ts';
import { insertNote } from './notes.repo.ts';

/** An act on one application. */
interface ApplicationCommand {
  commandId: string;
  id: string;
}

/**
 * What is done about applications. All throw `not-found`, `forbidden` (a region lead, outside their regions) and
 * `conflict`: the same command with another body, or it was decided already.
 */
export interface ApplicationsDesk {
  /** Notes something, or answers for the person. */
  note(
    command: ApplicationCommand & { kind: 'note' | 'vouch'; text: string },
    principal: Principal,
  ): Promise<null>;
  /**
   * Lets the applicant in, or asks a second person to: an enrolment link, given out once, which brings the city with
   * it; an account of a city's person that is there already gets the city at once, without a link.
   */
  accept(command: ApplicationCommand, principal: Principal): Promise<Asked>;
  /** Says no, with a kind mail. What is stored of the person is deleted some time later. */
  refuse(command: ApplicationCommand, principal: Principal): Promise<null>;
  /** Deletes all that is stored of the application, because the person asked for it. */
  erase(command: ApplicationCommand, principal: Principal): Promise<null>;
}

export function createApplicationsDesk(deps: ApplicationsDeps): ApplicationsDesk {
  return {
    note: ({ kind, text, ...command }, principal) =>
      act(
        deps,
        { name: `applications.${kind}`, command, body: { text }, principal },
        async (on) => {
          const { tx, application, at, by } = on;
          const id = deps.newId();
          const textSealed = deps.keyring.seal(text, id);
          await insertNote(tx, { id, applicationId: application.id, kind, by, at, textSealed });
        },
      ),
    accept: (command, principal) => accept(deps, command, principal),
    refuse: (command, principal) =>
      act(deps, { name: 'applications.refuse', command, body: {}, principal }, async (on) => {
        const { tx, application, at, by } = on;
        if (application.state !== 'confirmed') throw new DomainError('conflict');
        await markDecided(tx, { id: application.id, state: 'refused', at, by, invitationId: null });
        const mail = { kind: 'application-refused', recordId: application.id } as const;
        await deps.enqueueMails(tx, [{ ...mail, priority: 'soon' }]);
      }),
    erase: (command, principal) =>
      act(deps, { name: 'applications.erase', command, body: {}, principal }, async (on) => {
        await forget(on.tx, deps, on.application.id);
        return 'told';
      }),
  };
}

/** The link is given out by the first answer alone, so what is stored of it goes without. */
async function accept(
  deps: ApplicationsDeps,
  command: ApplicationCommand,
  principal: Principal,
): Promise<Asked> {
  const by = principal.accountId;
  let link: string | null = null;
  const kept = await once(
    deps,
    { name: 'applications.accept', command, body: {}, principal },
    async (tx) => {
      const application = await locked(tx, command.id, principal);
      await mustBeAcceptable(tx, application);
      const payload = { applicationId: application.id };
      const asked = await deps.doOrAsk(tx, { act: ACCEPT_APPLICATION, payload, by });
      if (asked.state === 'requested') return asked;
      link = asked.link;
      return { ...asked, link: null };
    },
  );
  return kept.state === 'done' ? { ...kept, link } : kept;
}

interface Acting {
  name: string;
  command: ApplicationCommand;
  body: object;
  principal: Principal;
}
interface On {
  tx: Transaction;
  application: StoredApplication;
  at: Date;
  by: string;
}

/** The audit log says who did what to which application, never whose it is or what it says. */
function act(
  deps: ApplicationsDeps,
  acting: Acting,
  work: (on: On) => Promise<'told' | void>,
): Promise<null> {
  const { name, command, principal } = acting;
  const by = principal.accountId;
  return once(deps, acting, async (tx) => {
    const at = deps.clock.now();
    const application = await locked(tx, command.id, principal);
    await recordAct(tx, {
      id: deps.newId(),
      at,
      actor: by,
      act: name,
      subject: application.id,
      details: {},
    });
    // Some tell of it by themselves, with what else they do.
    if ((await work({ tx, application, at, by })) === 'told') return null;
    const { id, editionId } = application;
    const events = [{ kind: 'application-changed', id }] as const;
    await deps.appendEvents(tx, { editionId, stream: 'staff', events });
    return null;
  });
}

function once<T>(
  { pool, clock }: ApplicationsDeps,
  { name, command: { commandId, id }, body, principal }: Acting,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const actor = principal.accountId;
  const command = { commandId, actor, name, body: { id, ...body }, now: clock.now() };
  return transaction(pool, (tx) => runOnce(tx, command, () => work(tx)));
}

/** The application, locked, if this person may see it. */
async function locked(
  tx: Transaction,
  id: string,
  principal: Principal,
): Promise<StoredApplication> {
  const application = await readApplication(tx, id, 'lock');
  if (!application || application.state === 'applied') throw new DomainError('not-found');
  await requireReach(tx, principal, application);
  return application;
}

/** A region lead sees those for the cities of their regions; nobody's region is a place that is not among ours. */
export async function requireReach(
  db: Parameters<typeof requireCity>[0],
  principal: Principal,
  { editionId, citySlug }: Pick<StoredApplication, 'editionId' | 'citySlug'>,
): Promise<void> {
  if (MAY_PLAN.includes(principal.role)) return;
  if (citySlug === null) throw new DomainError('forbidden');
  await requireCity(db, principal, { editionId, city: citySlug });
}
