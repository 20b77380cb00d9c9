import type { Database } from '@lantern/db/database';
import { LOCALES, type Locale } from '@lantern/schemas/locale';
import type {
  ApproveTextInput,
  DraftTextInput,
  PetitionPage,
  PetitionTextVersion,
} from '@lantern/schemas/petition';
import type { PetitionJson } from '@lantern/schemas/public-json';
import type { Clock } from '../../platform/clock.ts';
import { createAnswerCache, type PublicAnswer } from '../../platform/public-answer.ts';
import { createTextsService, type RecordAct, type RunCommand } from './texts.service.ts';
import { phaseOf, type Edition } from './edition.ts';
import type { Editions } from './editions.ts';
import { listTexts } from './texts.repo.ts';

export interface PetitionDeps {
  database: Pick<Database, 'pool' | 'prisma'>;
  editions: Editions;
  clock: Clock;
  newId: () => string;
  runCommand: RunCommand;
  recordAct: RecordAct;
  /** The tally as it is now; from counts. */
  readNumbers(editionId: string): Promise<{ total: number; version: number }>;
}

/** A staff member's account id acts. */
export interface Actor {
  accountId: string;
}

/** The petition: what is asked, in which words, and who approved them. */
export interface PetitionService {
  page(request: { locale: Locale; edition?: string | undefined }): Promise<PetitionPage>;
  publicJson(edition: string | undefined): Promise<PublicAnswer<PetitionJson>>;
  texts(edition: string | undefined): Promise<PetitionTextVersion[]>;
  /** Stores a new version; answers its id, version and hash. */
  draft(input: DraftTextInput, actor: Actor): Promise<DraftResult>;
  /** Puts a draft into force. `not-found`; `conflict` when it is not what was read, or is overtaken. */
  approve(input: ApproveTextInput, actor: Actor): Promise<ApprovalResult>;
}

export interface DraftResult {
  id: string;
  version: number;
  hash: string;
}

export interface ApprovalResult {
  id: string;
  locale: string;
  version: number;
}

export function createPetitionService(deps: PetitionDeps): PetitionService {
  const { editions, clock, database } = deps;
  const cache = createAnswerCache();
  return {
    page: async ({ locale, edition }) =>
      pageOf(await editions.editionFor(edition), locale, clock.now()),
    publicJson: async (slug) => {
      const edition = await editions.editionFor(slug);
      return cache.get(`petition ${edition.id}`, async () =>
        jsonOf(edition, await deps.readNumbers(edition.id)),
      );
    },
    texts: async (slug) => listTexts(database, (await editions.editionFor(slug)).id),
    ...createTextsService(deps),
  };
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

function jsonOf(edition: Edition, numbers: { total: number; version: number }): PetitionJson {
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
    textHash: Object.fromEntries(texts.map(([locale, text]) => [locale, text?.hash ?? ''])),
  };
}

const localesOf = (edition: Edition): Locale[] =>
  LOCALES.filter((locale) => edition.texts[locale] !== undefined);

const instantsOf = ({ opensAt, closesAt, deliversAt }: Edition) => ({
  opensAt: opensAt.toISOString(),
  closesAt: closesAt.toISOString(),
  deliversAt: deliversAt.toISOString(),
});
