import {
  approveTextInputSchema,
  draftTextInputSchema,
  editionInputSchema,
  petitionPageInputSchema,
  petitionVersionInputSchema,
} from '@lantern/schemas/petition';
import { MAY_APPROVE, MAY_DRAFT, MAY_READ_TEXTS } from '@lantern/schemas/petition-roles';
import { freshProcedureFor, procedureFor, publicProcedure, router } from '../../platform/trpc.ts';
import type { PetitionService } from './petition.service.ts';

/** `petition.*`: `page`, `versions` and `version` for everyone, the rest for staff. */
export function createPetitionRouter(service: PetitionService) {
  return router({
    /** What a page in one language shows. Errors: `edition-unknown`, `unavailable`. */
    page: publicProcedure.input(petitionPageInputSchema).query(({ input }) => service.page(input)),
    /** Every version that is or was in force, for anyone. Errors: `edition-unknown`, `unavailable`. */
    versions: publicProcedure
      .input(editionInputSchema)
      .query(({ input }) => service.versions(input.edition)),
    /** One of them with its words. Errors: `not-found`, `edition-unknown`. */
    version: publicProcedure
      .input(petitionVersionInputSchema)
      .query(({ input }) => service.version(input)),
    /** All versions in all languages, drafts too, newest first. Errors: `edition-unknown`. */
    texts: procedureFor(MAY_READ_TEXTS)
      .input(editionInputSchema)
      .query(({ input }) => service.texts(input.edition)),
    /** A new version. Errors: `invalid-input`, `edition-unknown`, `conflict` (same command, other body). */
    draft: procedureFor(MAY_DRAFT)
      .input(draftTextInputSchema)
      .mutation(({ input, ctx }) => service.draft(input, ctx.principal)),
    /** Puts a version into force. Errors: `not-found`, `conflict`, `sign-in-again`. */
    approve: freshProcedureFor(MAY_APPROVE)
      .input(approveTextInputSchema)
      .mutation(({ input, ctx }) => service.approve(input, ctx.principal)),
  });
}
