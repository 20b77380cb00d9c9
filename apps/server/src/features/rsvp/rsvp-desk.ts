import { transaction } from '@lantern/db/database';
import type { rsvpCityInputSchema } from '@lantern/schemas/rsvp';
import type { z } from 'zod';
import { recordAct } from '../../platform/audit.ts';
import { requireCity } from '../../platform/city-access.ts';
import type { Principal } from '../../platform/trpc.ts';
import type { RsvpDeps } from './rsvp.deps.ts';
import { countRsvps, readNames } from './rsvp-desk.repo.ts';

type CityInput = z.output<typeof rsvpCityInputSchema>;
type Reader = Pick<Principal, 'accountId' | 'role'>;

export type RsvpDesk = ReturnType<typeof createRsvpDesk>;

/** Who comes, for a city's people and staff; each throws `not-found`, `forbidden`, `edition-unknown`. */
export function createRsvpDesk({ pool, keyring, clock, newId, editionFor }: RsvpDeps) {
  return {
    /** How many come to each action that keeps a list. */
    counts: async ({ edition, city }: CityInput, reader: Reader) => {
      const { id: editionId } = await editionFor(edition);
      await requireCity(pool, reader, { editionId, city });
      return { actions: await countRsvps(pool, editionId, city) };
    },
    /** Their names; every look is written into the audit log. Addresses are shown to nobody. */
    names: async ({ edition, city }: CityInput, reader: Reader) => {
      const { id: editionId } = await editionFor(edition);
      return transaction(pool, async (tx) => {
        await requireCity(tx, reader, { editionId, city });
        const rows = await readNames(tx, editionId, city);
        await recordAct(tx, {
          id: newId(),
          at: clock.now(),
          actor: reader.accountId,
          act: 'rsvp.names',
          subject: city,
          details: { editionId, shown: rows.length },
        });
        return {
          people: rows.map(({ nameSealed, ...row }) => ({
            ...row,
            name: keyring.open(nameSealed, row.id),
          })),
        };
      });
    },
  };
}
