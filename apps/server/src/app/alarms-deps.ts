import { createRaising } from '../features/alarms/raising.ts';
import type { ServicesDeps } from './deps.ts';

/** Alarms: silence watched, and what else has to be looked after at once. */
export function createAlarms(deps: Pick<ServicesDeps, 'clock' | 'newId'>) {
  return { raise: createRaising(deps) };
}
