import type { Transaction } from '@lantern/db/database';
import type { AssignmentRole } from '@lantern/schemas/assignment';
import type { Locale } from '@lantern/schemas/locale';
import { regionOf } from '@lantern/schemas/region';
import { recordAct } from '../../platform/audit.ts';
import { requireCity, type CityOfEdition } from '../../platform/city-access.ts';
import type { Principal } from '../../platform/trpc.ts';
import type { AssignmentsDeps } from './assignments.deps.ts';
import { runner } from './assignments.service.ts';
import { countryOf, readCityContacts, readContact, storeContact } from './contacts.repo.ts';

/** How somebody of a city is reached by voice. */
interface CityContact {
  accountId: string;
  role: AssignmentRole;
  /** Null until they said how they want to be called. */
  name: string | null;
  email: string;
  /** E.164; null: they gave none. */
  phone: string | null;
  locale: Locale | null;
}

/** How people are reached by voice; sealed, set by themselves, and looked at by few. */
export interface ContactsService {
  own(principal: Principal): Promise<{ phone: string | null; locale: Locale | null }>;
  setOwn(
    command: { commandId: string; phone: string | null; locale: Locale },
    principal: Principal,
  ): Promise<null>;
  /** The numbers of a city's people and of its region's leads, for one look; throws as `requireCity`. */
  look(
    command: { commandId: string; edition?: string | undefined; city: string },
    principal: Principal,
  ): Promise<{ contacts: CityContact[] }>;
  /** A look inside another act: who looked at whose number is written down. */
  contactsOf(tx: Transaction, city: CityOfEdition, principal: Principal): Promise<CityContact[]>;
  /** What an applicant gave, once they have an account; what its person has set since stays. */
  take(
    tx: Transaction,
    given: { accountId: string; phone: string | null; locale: Locale },
  ): Promise<void>;
}

export function createContactsService(deps: AssignmentsDeps): ContactsService {
  const { pool, keyring, clock } = deps;
  const run = runner(deps);
  const sealedPhone = (accountId: string, phone: string | null) =>
    phone === null ? null : keyring.seal(phone, accountId);
  const contactsOf = (tx: Transaction, city: CityOfEdition, principal: Principal) =>
    lookAt(tx, deps, { ...city, principal });
  return {
    own: async ({ accountId }) => {
      const found = await readContact(pool, accountId);
      const sealed = found?.phoneSealed ?? null;
      return { phone: sealed && keyring.open(sealed, accountId), locale: found?.locale ?? null };
    },
    setOwn: ({ commandId, phone, locale }, principal) => {
      const { accountId } = principal;
      const body = keyring.hash('snapshot-hash', 'phone', phone ?? '', locale).toString('hex');
      const command = { commandId, name: 'assignments.setOwnContact', body };
      return run(command, principal, async (tx) => {
        const at = clock.now();
        await storeContact(tx, {
          accountId,
          phoneSealed: sealedPhone(accountId, phone),
          locale,
          at,
        });
        const act = { actor: accountId, act: command.name, subject: accountId, details: {} };
        await recordAct(tx, { ...act, id: deps.newId(), at });
        return null;
      });
    },
    look: async ({ commandId, edition, city }, principal) => {
      const { id: editionId } = await deps.editionFor(edition);
      const command = { commandId, name: 'assignments.lookAtPhones', body: { editionId, city } };
      // What a command answered is kept, and these numbers must not be: a repeat reads anew.
      let contacts: CityContact[] | null = null;
      await run(command, principal, async (tx) => {
        contacts = await contactsOf(tx, { editionId, city }, principal);
        return null;
      });
      return { contacts: contacts ?? (await readAgain(deps, { editionId, city, principal })) };
    },
    contactsOf,
    take: (tx, { accountId, phone, locale }) =>
      storeContact(
        tx,
        { accountId, phoneSealed: sealedPhone(accountId, phone), locale, at: clock.now() },
        { keep: true },
      ),
  };
}

interface Looking extends CityOfEdition {
  principal: Principal;
}

/** The same command again is the same look, but only for who may still look. */
async function readAgain(
  deps: AssignmentsDeps,
  { principal, ...city }: Looking,
): Promise<CityContact[]> {
  await requireCity(deps.pool, principal, city);
  return read(deps.pool, deps, city);
}

async function lookAt(
  tx: Transaction,
  deps: AssignmentsDeps,
  { principal, editionId, city }: Looking,
): Promise<CityContact[]> {
  await requireCity(tx, principal, { editionId, city });
  const contacts = await read(tx, deps, { editionId, city });
  const whose = contacts.filter(({ phone }) => phone !== null).map(({ accountId }) => accountId);
  const details = { editionId, whose };
  const act = { actor: principal.accountId, act: 'assignments.lookAtPhones', subject: city };
  await recordAct(tx, { ...act, details, id: deps.newId(), at: deps.clock.now() });
  return contacts;
}

async function read(
  db: Parameters<typeof readCityContacts>[0],
  { keyring }: AssignmentsDeps,
  city: CityOfEdition,
): Promise<CityContact[]> {
  const region = regionOf((await countryOf(db, city.city)) ?? '') ?? null;
  const rows = await readCityContacts(db, { ...city, region });
  return rows.map(({ phoneSealed, name, email, accountId, ...row }) => ({
    ...row,
    accountId,
    email,
    name: name === email ? null : name,
    phone: phoneSealed && keyring.open(phoneSealed, accountId),
  }));
}
