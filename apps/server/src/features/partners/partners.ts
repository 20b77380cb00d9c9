import type { Pool } from 'pg';
import type { Clock } from '../../platform/clock.ts';
import type { SuppressionSeam } from './own-figures.ts';
import { createPartnerFigures } from './partner-figures.ts';
import { createPartnerRegistry } from './partner-registry.ts';
import { readRegistered } from './partners.repo.ts';
import { createPartnersService } from './partners.service.ts';

export interface PartnersFeatureDeps {
  pool: Pool;
  clock: Clock;
  newId: () => string;
  local: boolean;
  suppression: SuppressionSeam;
  currentEdition: () => Promise<{ id: string; slug: string }>;
}

export type PartnersFeature = ReturnType<typeof createPartners>;

/** The whole feature, wired: the registry, its commands, and what each partner brought in. */
export function createPartners(deps: PartnersFeatureDeps) {
  const registry = createPartnerRegistry(() => readRegistered(deps.pool));
  return {
    registry,
    service: createPartnersService({ ...deps, registry }),
    figures: createPartnerFigures(deps),
  };
}
