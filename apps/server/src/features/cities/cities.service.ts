import { createActionsService, type ActionsService } from './actions.service.ts';
import type { CitiesDeps } from './cities.deps.ts';
import { createCitiesReading, type CitiesReading } from './cities.reading.ts';
import { createStandingService, type StandingService } from './standing.service.ts';

/** The cities of an edition: what they plan, and whether they take part. */
export interface CitiesService extends CitiesReading, ActionsService, StandingService {}

export const createCitiesService = (deps: CitiesDeps): CitiesService => ({
  ...createCitiesReading(deps),
  ...createActionsService(deps),
  ...createStandingService(deps),
});
