import { editionInputSchema } from '@lantern/schemas/petition';
import { historyInputSchema } from '@lantern/schemas/public-json';
import type { FastifyInstance } from 'fastify';
import { registerPublicJson } from '../../platform/public-json.ts';
import type { CountsService } from './counts.service.ts';
import {
  citiesTable,
  cityStatesTable,
  correctionsTable,
  countriesTable,
  countTable,
  historyTable,
} from './counts.tables.ts';

/** `GET /api/v1/count`, `countries`, `history`, `cities`, `city-states`, `corrections`. */
export function registerCountsRoutes(app: FastifyInstance, service: CountsService): void {
  const editionOf = (query: unknown) => editionInputSchema.parse(query).edition;
  registerPublicJson(app, {
    path: '/api/v1/count',
    answer: (query) => service.current(editionOf(query)),
    atHand: () => service.currentAtHand(),
    table: countTable,
    sharedSeconds: 1,
  });
  registerPublicJson(app, {
    path: '/api/v1/countries',
    answer: (query) => service.countries(editionOf(query)),
    table: countriesTable,
    sharedSeconds: 2,
  });
  registerPublicJson(app, {
    path: '/api/v1/history',
    answer: (query) => {
      const { edition, resolution } = historyInputSchema.parse(query);
      return service.history(edition, resolution);
    },
    table: historyTable,
    sharedSeconds: 2,
  });
  registerPublicJson(app, {
    path: '/api/v1/cities',
    answer: (query) => service.cities(editionOf(query)),
    table: citiesTable,
    sharedSeconds: 2,
  });
  registerPublicJson(app, {
    path: '/api/v1/city-states',
    answer: (query) => service.cityStates(editionOf(query)),
    table: cityStatesTable,
    sharedSeconds: 1,
  });
  registerPublicJson(app, {
    path: '/api/v1/corrections',
    answer: (query) => service.corrections(editionOf(query)),
    table: correctionsTable,
    sharedSeconds: 2,
  });
}
