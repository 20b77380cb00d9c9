import { roleSchema } from '@lantern/schemas/role';
import type { Clock } from '../../platform/clock.ts';
import type { InvitationsRepo } from './invitations.repo.ts';
import { shownName } from './me.ts';
import type { PeopleRepo } from './people.repo.ts';

export interface PeopleListDeps {
  clock: Clock;
  people: Pick<PeopleRepo, 'people'>;
  invitations: Pick<InvitationsRepo, 'waiting'>;
  emailsOf: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

/** Reads who may sign in, and who has been sent a link. */
export function createPeopleList({ clock, people, invitations, emailsOf }: PeopleListDeps) {
  return {
    people: async () =>
      (await people.people()).map((person) => ({
        id: person.id,
        email: person.email,
        name: shownName(person),
        role: roleSchema.parse(person.role),
        partner: person.partner,
        passkeys: person.passkeys,
        createdAt: person.createdAt.toISOString(),
        frozenAt: person.frozenAt?.toISOString() ?? null,
        lastSignInAt: person.lastSignInAt?.toISOString() ?? null,
      })),

    /** Links that still work; `createdBy` is null for one made on the server. */
    invitations: async () => {
      const waiting = await invitations.waiting(clock.now());
      const emails = await emailsOf(waiting.map(({ createdBy }) => createdBy));
      return waiting.map((invitation) => ({
        id: invitation.id,
        email: invitation.email,
        role: roleSchema.parse(invitation.role),
        partner: invitation.partner,
        createdBy: emails.get(invitation.createdBy) ?? null,
        createdAt: invitation.createdAt.toISOString(),
        expiresAt: invitation.expiresAt.toISOString(),
      }));
    },
  };
}
export type PeopleList = ReturnType<typeof createPeopleList>;
