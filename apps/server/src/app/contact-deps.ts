import type { Database } from '@lantern/db/database';
import type { Env } from '../env.ts';
import type { ContactDeps } from '../features/contact/contact.deps.ts';
import { createContactService } from '../features/contact/contact.service.ts';
import type { Editions } from '../features/petition/editions.ts';
import { countOne } from '../features/signing/counters.repo.ts';
import { recordErasures } from '../features/signing/endings.repo.ts';
import { recordLedgerHash } from '../features/signing/signing.endings.ts';
import type { ErasureLedger } from '../features/signing/signing.seams.ts';

export interface ContactSources extends Pick<
  ContactDeps,
  'pool' | 'keyring' | 'clock' | 'newId' | 'editionFor'
> {
  env: Pick<Env, 'mode'>;
  ledger: ErasureLedger;
  currentEditionId: () => Promise<string>;
}

/** In local mode every sender is this machine. */
const LOCAL_MESSAGES_PER_HOUR = 1_000_000;

/** What the contact form is handed of signing (its counters, its ledger of erasures) and this machine. */
export function contactDeps({
  env,
  ledger,
  currentEditionId,
  ...deps
}: ContactSources): ContactDeps {
  return {
    ...deps,
    ...(env.mode === 'local' && { messagesPerNetworkHour: LOCAL_MESSAGES_PER_HOUR }),
    countCall: async (tx, call) => countOne(tx, await currentEditionId(), call),
    recordDeletion: async (tx, messageId, at) => {
      const recordHash = recordLedgerHash(deps.keyring, messageId);
      const entry = { id: deps.newId(), kind: 'erase', recordHash, addressHash: null, at } as const;
      // On the disk before the database, as every erasure.
      await ledger.append([entry]);
      await recordErasures(tx, [entry]);
    },
  };
}

interface Sources extends Omit<ContactSources, 'pool' | 'currentEditionId' | 'editionFor'> {
  db: Pick<Database, 'pool'>;
  editions: Pick<Editions, 'currentEdition' | 'editionFor'>;
}

/** The contact form and its inbox. */
export const createContact = ({ db, editions, ...deps }: Sources) =>
  createContactService(
    contactDeps({
      ...deps,
      pool: db.pool,
      editionFor: editions.editionFor,
      currentEditionId: async () => (await editions.currentEdition()).id,
    }),
  );
