import { MAY_MANAGE_SCREENS } from '@lantern/schemas/screen-terms';
import { createScreenSchema, revokeScreenSchema } from '@lantern/schemas/screens';
import { freshProcedureFor, procedureFor, router } from '../../platform/trpc.ts';
import type { ScreensService } from './screens.service.ts';

/** `screens.*`: the screens in rooms, for those who hang them up. */
export function createScreensRouter(service: ScreensService) {
  return router({
    /** The newest first, those that ended too. */
    list: procedureFor(MAY_MANAGE_SCREENS).query(() => service.list()),
    /** Answers with the one-time link. Errors: `invalid-input`, `edition-unknown`, `conflict`, `sign-in-again`. */
    create: freshProcedureFor(MAY_MANAGE_SCREENS)
      .input(createScreenSchema)
      .mutation(({ input, ctx }) => service.create(input, ctx.principal)),
    /** Errors: `not-found`, `conflict`. Never waits for a passkey: what is lost is shut out at once. */
    revoke: procedureFor(MAY_MANAGE_SCREENS)
      .input(revokeScreenSchema)
      .mutation(({ input, ctx }) => service.revoke(input, ctx.principal)),
  });
}
