import path from 'node:path';
import type { Env } from '../env.ts';
import { THRESHOLD } from '../features/counts/suppression.ts';
import { applyTally } from '../features/counts/tally.repo.ts';
import { phaseOf } from '../features/petition/edition.ts';
import type { Editions } from '../features/petition/editions.ts';
import { lockingTexts } from '../features/petition/texts.repo.ts';
import { openErasureLedger } from '../features/signing/erasure-ledger.ts';
import type { SigningDeps } from '../features/signing/signing.seams.ts';
import { createSigningService } from '../features/signing/signing.service.ts';
import type { ServicesDeps } from './deps.ts';
import { createSigningMetrics } from './signing-metrics.ts';

/** Kept beside the database, not in it, so that a restore of the database cannot undo an erasure. */
export const ERASURE_LEDGER_FILE = 'erasures.jsonl';

interface SigningSources extends Pick<
  SigningDeps,
  | 'pool'
  | 'keyring'
  | 'clock'
  | 'newId'
  | 'enqueueMails'
  | 'mailStatements'
  | 'emailsOf'
  | 'metrics'
  | 'isPartner'
  | 'ledger'
> {
  env: Pick<Env, 'mode'>;
  signingLimits?: SigningDeps['limits'];
  editions: Editions;
}

/** The ledger of everyone who erases; one file, whose writers' lines never mix. */
export const openLedger = ({ dataDir }: Pick<Env, 'dataDir'>) =>
  openErasureLedger(path.join(dataDir, ERASURE_LEDGER_FILE));

/** In local mode every sender is this machine, so that a network alone says nothing about them. */
const LOCAL_LIMITS = {
  submissionsPerNetworkHour: 1_000_000,
  actsPerNetworkHour: 1_000_000,
  looksPerNetworkHour: 1_000_000,
  networkFactor: 1_000,
};

/** What signing is handed of the petition, the counts and this machine. */
function signingDeps({ env, editions, signingLimits, ...deps }: SigningSources): SigningDeps {
  return {
    ...deps,
    limits: { ...(env.mode === 'local' && LOCAL_LIMITS), ...signingLimits },
    tally: { apply: applyTally },
    leastShown: THRESHOLD,
    petition: {
      edition: async (slug) => {
        const edition = await editions.editionFor(slug);
        return { id: edition.id, phase: phaseOf(edition, deps.clock.now()) };
      },
      textInForce: editions.textInForce,
      lockingTexts: (textIds) => lockingTexts(textIds, deps.clock.now()),
    },
  };
}

type Seams = Pick<SigningSources, 'editions' | 'emailsOf' | 'isPartner' | 'ledger'>;

/** Signing, on connections of its own. */
export const createSigning = (deps: ServicesDeps, seams: Seams) =>
  createSigningService(
    signingDeps({
      ...deps,
      ...seams,
      pool: deps.signingDb.pool,
      enqueueMails: (tx, mails) => deps.mailQueue.enqueueMails(tx, mails),
      mailStatements: (mails) => deps.mailQueue.mailStatements(mails),
      metrics: createSigningMetrics(deps.metrics),
    }),
  );
