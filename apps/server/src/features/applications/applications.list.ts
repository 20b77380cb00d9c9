import type { ApplicationState } from '@lantern/schemas/application';
import { isUnderChineseLaw } from '@lantern/schemas/mail-provider';
import { countriesReached } from '../../platform/city-access.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { Principal } from '../../platform/trpc.ts';
import { requireReach } from './applications.desk.ts';
import type { ApplicationsDeps } from './applications.deps.ts';
import {
  countWaiting,
  hasEnrolled,
  listApplications,
  readApplication,
  twinsOf,
  type StoredApplication,
} from './applications.repo.ts';
import { readNotes } from './notes.repo.ts';
import { openApplicant } from './sealed-applicant.ts';

/** Listed at most; the rest shows as these are decided. */
const LISTED = 500;

type Asking = { edition?: string | undefined };

/** What staff read of applications; a region lead those for the cities of their regions. */
export function createApplicationsList(deps: ApplicationsDeps) {
  const { pool, keyring, staffEditionFor } = deps;
  const scopeOf = async (principal: Principal, edition: string | undefined) => {
    const { id: editionId } = await staffEditionFor(edition);
    return { editionId, countries: await countriesReached(pool, principal, editionId) };
  };
  return {
    /** Those that wait, oldest first, or that are decided, newest first. */
    list: async (
      { edition, state }: Asking & { state: ApplicationState },
      principal: Principal,
    ) => {
      const scope = await scopeOf(principal, edition);
      const rows = await listApplications(pool, { ...scope, state, limit: LISTED });
      return rows.map(({ vouched, twins, ...row }) => ({
        ...shown(row),
        name: openApplicant(keyring, row).name,
        place: openApplicant(keyring, row).place,
        vouched,
        twins,
      }));
    },
    waiting: async (principal: Principal) => ({
      applications: await countWaiting(pool, await scopeOf(principal, undefined)),
    }),
    /** One, with what was noted. Throws `not-found`, `forbidden`. */
    read: async (id: string, principal: Principal) => {
      const row = await readApplication(pool, id);
      if (!row || row.state === 'applied') throw new DomainError('not-found');
      await requireReach(pool, principal, row);
      const [notes, twins] = await Promise.all([readNotes(pool, id), twinsOf(pool, row)]);
      const names = await deps.emailsOf([...notes.map(({ by }) => by), row.decidedBy ?? '']);
      const person = openApplicant(keyring, row);
      return {
        ...shown(row),
        ...person,
        // Of an account that was there before there is no link. Else accepting once more makes a new one.
        enrolled:
          row.state === 'approved' &&
          (row.invitationId === null || (await hasEnrolled(pool, row.invitationId))),
        guarded: isUnderChineseLaw(person.email),
        decidedBy: names.get(row.decidedBy ?? '') ?? null,
        twins,
        notes: notes.map(({ textSealed, by, at, ...note }) => ({
          ...note,
          by: names.get(by) ?? null,
          at: at.toISOString(),
          text: keyring.open(textSealed, note.id),
        })),
      };
    },
  };
}

function shown({ citySlug, confirmedAt, decidedAt, ...row }: StoredApplication) {
  const { id, cityName, role, locale, state } = row;
  return {
    id,
    city: citySlug,
    cityName,
    role,
    locale,
    state,
    confirmedAt: confirmedAt?.toISOString() ?? null,
    decidedAt: decidedAt?.toISOString() ?? null,
  };
}
