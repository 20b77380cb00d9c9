import { editionInputSchema } from '@lantern/schemas/petition';
import type { PetitionJson } from '@lantern/schemas/public-json';
import type { FastifyInstance } from 'fastify';
import { registerPublicJson, type CsvTable } from '../../platform/public-json.ts';
import type { PetitionService } from './petition.service.ts';

/** `GET /api/v1/petition`. */
export function registerPetitionRoutes(app: FastifyInstance, service: PetitionService): void {
  registerPublicJson(app, {
    path: '/api/v1/petition',
    answer: (query) => service.publicJson(editionInputSchema.parse(query).edition),
    table: petitionTable,
    sharedSeconds: 2,
  });
}

/** One row per language. */
function petitionTable(petition: PetitionJson): CsvTable {
  const { edition, kind, opensAt, closesAt, deliversAt, timezone, goal } = petition;
  const { total, version, phase } = petition;
  return {
    columns: [
      'locale',
      'title',
      'textHash',
      'edition',
      'kind',
      'opensAt',
      'closesAt',
      'deliversAt',
      'timezone',
      'goal',
      'total',
      'version',
      'phase',
    ],
    rows: petition.locales.map((locale) => [
      locale,
      petition.title[locale] ?? '',
      petition.textHash[locale] ?? '',
      edition,
      kind,
      opensAt,
      closesAt,
      deliversAt,
      timezone,
      goal,
      total,
      version,
      phase,
    ]),
  };
}
