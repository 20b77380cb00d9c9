import { LOCALES, type Locale } from '@lantern/schemas/locale';
import { editionInputSchema, petitionVersionInputSchema } from '@lantern/schemas/petition';
import { hashedText } from '@lantern/schemas/petition-text';
import type { PetitionJson } from '@lantern/schemas/public-json';
import type { FastifyInstance } from 'fastify';
import { registerPublicJson, type CsvTable } from '../../platform/public-json.ts';
import type { PetitionService } from './petition.service.ts';

/** `GET /api/v1/petition`, and each version of the text as the very bytes its hash covers. */
export function registerPetitionRoutes(app: FastifyInstance, service: PetitionService): void {
  registerPublicJson(app, {
    path: '/api/v1/petition',
    answer: (query) => service.publicJson(editionInputSchema.parse(query).edition),
    table: petitionTable,
    sharedSeconds: 2,
  });
  for (const locale of LOCALES) registerTextFile(app, { service, locale });
}

// Short: the address without an edition means another text once staff choose another edition.
const TEXT_RULE = 'public, max-age=60, stale-if-error=86400';

/** No newline is added at the end, so that `sha256sum` of the file is the hash the page shows. */
function registerTextFile(
  app: FastifyInstance,
  { service, locale }: { service: PetitionService; locale: Locale },
): void {
  const url = `/${locale}/petition/versions/:version(^\\d{1,6}).txt`;
  app.get<{ Params: { version: string } }>(url, async ({ params, query }, reply) => {
    const { edition } = editionInputSchema.parse(query);
    const asked = { edition, locale, version: Number(params.version) };
    const text = await service.version(petitionVersionInputSchema.parse(asked));
    return reply
      .headers({ etag: `"${text.hash}"`, 'cache-control': TEXT_RULE, 'x-robots-tag': 'noindex' })
      .type('text/plain; charset=utf-8')
      .send(hashedText(text));
  });
}

/** One row per language. */
function petitionTable(petition: PetitionJson): CsvTable {
  const { edition, kind, opensAt, closesAt, deliversAt, timezone, goal } = petition;
  const { total, version, phase, asOf } = petition;
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
      'asOf',
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
      asOf,
    ]),
  };
}
