import { z } from 'zod';
import { localeSchema } from './locale.ts';
import { lineSchema, paragraphsSchema } from './prose.ts';

const instant = z.iso.datetime({ offset: true });
const count = z.number().int().nonnegative();
const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/u);

/** Names an edition in an address, e.g. `2027`. */
export const editionSlugSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/u, 'invalid');

/** `?edition=SLUG`; absent is the current edition, one that does not exist is `edition-unknown`. */
export const editionInputSchema = z.object({ edition: z.string().max(200).optional() });

/**
 * `upcoming`: not yet open, or no approved text; `open`: signatures are taken; `paused`: it is open, but
 * staff have stopped taking new ones for a while; `closed`: no more.
 */
export const PETITION_PHASES = ['upcoming', 'open', 'paused', 'closed'] as const;
export const petitionPhaseSchema = z.enum(PETITION_PHASES);
export type PetitionPhase = z.infer<typeof petitionPhaseSchema>;

export const petitionPageInputSchema = editionInputSchema.extend({ locale: localeSchema });

/**
 * `petition.page`: what a page in one language shows. While no text is approved in that language, its
 * parts are empty, its version is 0, and `phase` is `upcoming`: nobody signs what nobody approved.
 */
export const petitionPageSchema = z.object({
  edition: z.object({
    slug: z.string(),
    kind: z.enum(['real', 'rehearsal']),
    /** The day, `YYYY-MM-DD`. */
    date: z.iso.date(),
    /** IANA zone in which the instants are meant. */
    timezone: z.string(),
    opensAt: instant,
    closesAt: instant,
    deliversAt: instant,
    goal: count,
    phase: petitionPhaseSchema,
  }),
  title: z.string(),
  addressee: z.string(),
  /** Paragraphs separated by a blank line. */
  body: z.string(),
  hash: z.union([sha256Hex, z.literal('')]),
  version: count,
  /** Languages with an approved text. */
  locales: z.array(localeSchema),
});
export type PetitionPage = z.infer<typeof petitionPageSchema>;

/** `petition.version`: one version that is, or was, in force. */
export const petitionVersionInputSchema = petitionPageInputSchema.extend({
  version: z.number().int().positive().max(1_000_000),
});

const inForce = {
  locale: localeSchema,
  version: z.number().int().positive(),
  hash: sha256Hex,
  /** When a person approved it. */
  from: instant,
  /** When the next version took its place; null while it is in force. */
  until: instant.nullable(),
};

/** `petition.versions`: every version that ever was in force, by language, newest first. */
export const petitionVersionsSchema = z.object({ versions: z.array(z.object(inForce)) });
export type PetitionVersions = z.infer<typeof petitionVersionsSchema>;

/** `petition.version`: as above, with its words. Drafts are nobody's business but staff's. */
export const petitionVersionSchema = z.object({
  ...inForce,
  title: z.string(),
  addressee: z.string(),
  body: z.string(),
});
export type PetitionVersion = z.infer<typeof petitionVersionSchema>;

/** One version of the text in one language, as staff see it. */
export const petitionTextSchema = z.object({
  id: z.uuid(),
  locale: localeSchema,
  version: z.number().int().positive(),
  title: z.string(),
  addressee: z.string(),
  body: z.string(),
  hash: sha256Hex,
  state: z.enum(['draft', 'approved']),
  approvedAt: instant.nullable(),
  /** Address of the account; `local` where the local mode opened the edition by itself. */
  approvedBy: z.string().nullable(),
  /** When its first signature came; from then on it is what people signed. */
  lockedAt: instant.nullable(),
  createdAt: instant,
  /** Address of the account that wrote it; null for what came with Lantern. */
  draftedBy: z.string().nullable(),
});
export type PetitionTextVersion = z.infer<typeof petitionTextSchema>;

const command = { commandId: z.uuid(), edition: editionSlugSchema.optional() };

/** `petition.draft`: a new version, beside those that exist. Repeats answer alike. */
export const draftTextInputSchema = z.object({
  ...command,
  locale: localeSchema,
  title: lineSchema(200),
  addressee: lineSchema(200),
  body: paragraphsSchema(20_000),
});
export type DraftTextInput = z.output<typeof draftTextInputSchema>;

/** `petition.approve`: `hash` is that of the text the person read, so that nothing else is approved. */
export const approveTextInputSchema = z.object({
  commandId: z.uuid(),
  textId: z.uuid(),
  hash: sha256Hex,
});
export type ApproveTextInput = z.output<typeof approveTextInputSchema>;
