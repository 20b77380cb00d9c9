import { LOCALES, type Locale } from '@lantern/schemas/locale';
import type { PetitionPage, PetitionTextVersion } from '@lantern/schemas/petition';
import type { PetitionJson } from '@lantern/schemas/public-json';
import { createAnswerCache, type PublicAnswer } from '../../platform/public-answer.ts';
import type { PetitionDeps } from './petition.deps.ts';
import { createTextsService, type TextsService } from './texts.service.ts';
import { createVersionsService, type VersionsService } from './versions.service.ts';
import { phaseOf, type Edition } from './edition.ts';
import { listTexts, readDrafters } from './texts.repo.ts';

/** The petition: what is asked, in which words, and who approved them. */
export interface PetitionService extends TextsService, VersionsService {
  page(request: { locale: Locale; edition?: string | undefined }): Promise<PetitionPage>;
  publicJson(edition: string | undefined): Promise<PublicAnswer<PetitionJson>>;
  texts(edition: string | undefined): Promise<PetitionTextVersion[]>;
}

export function createPetitionService(deps: PetitionDeps): PetitionService {
  const { editions, clock } = deps;
  const answers = createAnswerCache<PetitionJson>();
  return {
    page: async ({ locale, edition }) =>
      pageOf(await editions.editionFor(edition), locale, clock.now()),
    publicJson: async (slug) => {
      const edition = await editions.editionFor(slug);
      // The cache keeps the first caller's read: it must look the edition up, not hold it.
      return answers.get(edition.id, async () => {
        const now = (await editions.editionById(edition.id)) ?? edition;
        return jsonOf(now, { ...(await deps.readNumbers(edition.id)), at: clock.now() });
      });
    },
    texts: async (slug) => textsWithNames(deps, (await editions.editionFor(slug)).id),
    ...createVersionsService(deps),
    ...createTextsService(deps),
  };
}

async function textsWithNames(
  { database, emailsOf }: PetitionDeps,
  editionId: string,
): Promise<PetitionTextVersion[]> {
  const texts = await listTexts(database, editionId);
  const drafters = await readDrafters(
    database,
    texts.map(({ id }) => id),
  );
  const approvers = texts.flatMap(({ approvedBy }) => approvedBy ?? []);
  const emails = await emailsOf([...new Set([...drafters.values(), ...approvers])]);
  const nameOf = (id: string | null | undefined) => (id ? (emails.get(id) ?? id) : null);
  return texts.map((text) => ({
    ...text,
    approvedBy: nameOf(text.approvedBy),
    draftedBy: nameOf(drafters.get(text.id)),
  }));
}

function pageOf(edition: Edition, locale: Locale, now: Date): PetitionPage {
  const { title, addressee, body, hash, version } = edition.texts[locale] ?? NO_TEXT;
  return {
    edition: {
      slug: edition.slug,
      kind: edition.kind,
      date: edition.date,
      timezone: edition.timezone,
      ...instantsOf(edition),
      goal: edition.goal,
      phase: phaseOf(edition, now, locale),
    },
    title,
    addressee,
    body,
    hash,
    version,
    locales: localesOf(edition),
  };
}

const NO_TEXT = { title: '', addressee: '', body: '', hash: '', version: 0 } as const;

interface Numbers {
  total: number;
  version: number;
  asOf: string;
  /** When the phase is told. */
  at: Date;
}

function jsonOf(edition: Edition, numbers: Numbers): PetitionJson {
  const texts = localesOf(edition).map((locale) => [locale, edition.texts[locale]] as const);
  return {
    edition: edition.slug,
    kind: edition.kind,
    title: Object.fromEntries(texts.map(([locale, text]) => [locale, text?.title ?? ''])),
    locales: localesOf(edition),
    ...instantsOf(edition),
    timezone: edition.timezone,
    goal: edition.goal,
    total: numbers.total,
    version: numbers.version,
    asOf: numbers.asOf,
    textHash: Object.fromEntries(texts.map(([locale, text]) => [locale, text?.hash ?? ''])),
    phase: phaseOf(edition, numbers.at),
  };
}

const localesOf = (edition: Edition): Locale[] =>
  LOCALES.filter((locale) => edition.texts[locale] !== undefined);

const instantsOf = ({ opensAt, closesAt, deliversAt }: Edition) => ({
  opensAt: opensAt.toISOString(),
  closesAt: closesAt.toISOString(),
  deliversAt: deliversAt.toISOString(),
});
