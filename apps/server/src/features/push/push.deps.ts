import type { Pool } from 'pg';
import type { Clock } from '../../platform/clock.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { Keyring } from '../../platform/keyring.ts';

/** What push stands on. */
export interface PushDeps {
  pool: Pool;
  jobs: Pick<Jobs, 'boss'>;
  keyring: Keyring;
  clock: Clock;
  /** UUIDv7. */
  newId: () => string;
  publicOrigin: string;
  /** Local mode also sends to this machine. */
  local: boolean;
}
