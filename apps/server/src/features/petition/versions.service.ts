import { localeSchema, type Locale } from '@lantern/schemas/locale';
import type { PetitionVersion, PetitionVersions } from '@lantern/schemas/petition';
import { DomainError } from '../../platform/domain-error.ts';
import { createAnswerCache } from '../../platform/public-answer.ts';
import type { PetitionDeps } from './petition.deps.ts';
import { readVersion, readVersions, type VersionRow } from './versions.repo.ts';

/** What people signed, and may read again: each signature keeps the version it saw. */
export interface VersionsService {
  versions(edition: string | undefined): Promise<PetitionVersions>;
  /** `not-found` for what nobody approved. */
  version(asked: AskedVersion): Promise<PetitionVersion>;
}

interface AskedVersion {
  edition?: string | undefined;
  locale: Locale;
  version: number;
}

export function createVersionsService({
  database: { pool },
  editions,
}: Pick<PetitionDeps, 'database' | 'editions'>): VersionsService {
  const answers = createAnswerCache<PetitionVersions>();
  return {
    versions: async (slug) => {
      const { id } = await editions.editionFor(slug);
      const answer = await answers.get(id, async () => ({
        versions: (await readVersions(pool, id)).map(publish),
      }));
      return answer.body;
    },
    version: async ({ edition, locale, version }) => {
      const { id } = await editions.editionFor(edition);
      const row = await readVersion(pool, { editionId: id, locale, version });
      if (!row) throw new DomainError('not-found');
      const { title, addressee, body } = row;
      return { ...publish(row), title, addressee, body };
    },
  };
}

function publish({ locale, version, hash, from, until }: VersionRow) {
  return {
    locale: localeSchema.parse(locale),
    version,
    hash,
    from: from.toISOString(),
    until: until?.toISOString() ?? null,
  };
}
