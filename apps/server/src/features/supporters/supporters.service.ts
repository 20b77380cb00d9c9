import { transaction, type Transaction } from '@lantern/db/database';
import {
  NEWEST_SUPPORTERS,
  SUPPORTERS_LISTED,
  type NewestSupporters,
  type SetSupporterHiddenInput,
  type SupportersListInput,
} from '@lantern/schemas/supporters';
import type { Pool } from 'pg';
import { recordAct } from '../../platform/audit.ts';
import type { Clock } from '../../platform/clock.ts';
import { runOnce } from '../../platform/commands.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { createFreshValues } from '../../platform/fresh-value.ts';
import type { Keyring } from '../../platform/keyring.ts';
import { findNames } from './find-names.ts';
import { createSupportersRepo, setHidden } from './supporters.repo.ts';

export interface SupportersDeps {
  pool: Pool;
  keyring: Pick<Keyring, 'open'>;
  clock: Clock;
  newId: () => string;
  /** By slug, or the current one; throws `edition-unknown`. */
  editionFor: (slug: string | undefined) => Promise<{ id: string }>;
  /** Monotonic milliseconds, for the age of the names. */
  monotonic?: () => number;
}

/** A signer who chose to be shown, for staff. `name` is untrusted text in any script. */
interface Supporter {
  id: string;
  name: string;
  /** ISO instants. */
  confirmedAt: string;
  hiddenAt: string | null;
}

/** The public list of those who chose to be on it. */
export interface SupportersService {
  /** The newest names, at most a second old on this node. */
  newest(edition: string | undefined): Promise<NewestSupporters>;
  /** The newest of the list, or of those whose name holds the words; `more`: there are others. */
  list(input: SupportersListInput): Promise<{ supporters: Supporter[]; more: boolean }>;
  /** `not-found` when it is not on the list any more; `conflict` for a command used otherwise. */
  setHidden(input: SetSupporterHiddenInput, actor: string): Promise<{ hidden: boolean }>;
}

/** A name may stay visible this long after its signer left, in milliseconds, before a page's own cache. */
const MAX_AGE_MS = 1_000;

export function createSupportersService(deps: SupportersDeps): SupportersService {
  const { pool, clock, keyring, editionFor } = deps;
  const repo = createSupportersRepo(pool);
  const { monotonic } = deps;
  const newest = createFreshValues<NewestSupporters>({ maxAgeMs: MAX_AGE_MS, monotonic });

  const read = async (editionId: string): Promise<NewestSupporters> => {
    const { hidden, names } = await repo.readNewest(editionId, NEWEST_SUPPORTERS);
    return { hidden, names: names.map(({ id, nameSealed }) => keyring.open(nameSealed, id)) };
  };

  return {
    newest: async (slug) => {
      const { id } = await editionFor(slug);
      return newest.get(id, () => read(id));
    },
    list: async ({ edition, search }) => {
      const { id } = await editionFor(edition);
      const nextPage = (after: Parameters<typeof repo.readPage>[1]) => repo.readPage(id, after);
      const open = { nextPage, nameOf: (row: Sealed) => keyring.open(row.nameSealed, row.id) };
      const { found, more } = await findNames(open, { search, most: SUPPORTERS_LISTED });
      const supporters = found.map(({ id, name, confirmedAt, hiddenAt }) => ({
        id,
        name,
        confirmedAt: confirmedAt.toISOString(),
        hiddenAt: hiddenAt?.toISOString() ?? null,
      }));
      return { supporters, more };
    },
    setHidden: async ({ commandId, ...body }, actor) => {
      const now = clock.now();
      const command = { commandId, actor, name: 'supporters.setHidden', body, now };
      const answer = await transaction(pool, (tx) =>
        runOnce(tx, command, () => changeHidden(tx, { ...body, deps, actor, at: now })),
      );
      // This node shows it at once; the others within the second.
      newest.clear();
      return answer;
    },
  };
}

type Sealed = { id: string; nameSealed: Buffer };

interface Change {
  deps: Pick<SupportersDeps, 'newId'>;
  actor: string;
  signatureId: string;
  hidden: boolean;
  at: Date;
}

async function changeHidden(
  tx: Transaction,
  { deps, actor, signatureId, hidden, at }: Change,
): Promise<{ hidden: boolean }> {
  const editionId = await setHidden(tx, { signatureId, hidden, at });
  if (editionId === null) throw new DomainError('not-found');
  // The id alone: the log outlives the name, which its signer may erase.
  await recordAct(tx, {
    id: deps.newId(),
    at,
    actor,
    act: hidden ? 'supporters.hide' : 'supporters.show',
    subject: signatureId,
    details: { editionId },
  });
  return { hidden };
}
