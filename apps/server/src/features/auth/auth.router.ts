import { signInIdSchema } from '@lantern/schemas/people';
import { personNameSchema } from '@lantern/schemas/signature';
import { z } from 'zod';
import { freshProcedureFor, procedureFor, publicProcedure, router } from '../../platform/trpc.ts';
import type { EnrolmentService } from './enrolment.service.ts';
import type { Me } from './me.ts';
import type { OwnAccessService } from './own-access.service.ts';
import { passkeyNameSchema } from './passkey-name.ts';
import { peopleProcedures, type PeopleProceduresDeps } from './people.procedures.ts';

const commandId = z.uuid();
const id = signInIdSchema;

const signedIn = procedureFor('signed-in');
const freshlySignedIn = freshProcedureFor('signed-in');

export interface AuthRouterDeps extends PeopleProceduresDeps {
  me: Me;
  own: OwnAccessService;
  enrolment: Pick<EnrolmentService, 'inspect'>;
}

/** Accounts, passkeys and sessions; the passkey ceremonies themselves are in auth.routes.ts. */
export function createAuthRouter({ me, service, list, own, enrolment }: AuthRouterDeps) {
  return router({
    /** What an enrolment link is good for; changes nothing. */
    inspectInvitation: publicProcedure
      .input(z.object({ token: z.string().min(1).max(128) }))
      .query(async ({ input }) => {
        const state = await enrolment.inspect(input.token);
        return state.state === 'open'
          ? { ...state, expiresAt: state.expiresAt.toISOString() }
          : state;
      }),

    /** Null for nobody: a page that asks who is here is no fault. */
    me: publicProcedure.query(({ ctx: { principal } }) =>
      // A screen is nobody.
      principal && principal.role !== 'screen' ? me(principal) : null,
    ),
    passkeys: signedIn.query(({ ctx }) => own.passkeys(ctx.principal)),
    sessions: signedIn.query(({ ctx }) => own.sessions(ctx.principal)),

    renamePasskey: signedIn
      .input(z.object({ commandId, id, name: passkeyNameSchema }))
      .mutation(({ ctx, input: { commandId, ...passkey } }) =>
        own.renamePasskey({ commandId, principal: ctx.principal }, passkey),
      ),

    removePasskey: freshlySignedIn
      .input(z.object({ commandId, id }))
      .mutation(({ ctx, input }) =>
        own.removePasskey({ commandId: input.commandId, principal: ctx.principal }, input.id),
      ),

    rename: signedIn
      .input(z.object({ commandId, name: personNameSchema }))
      .mutation(({ ctx, input }) =>
        own.rename({ commandId: input.commandId, principal: ctx.principal }, input.name),
      ),

    signOutOne: freshlySignedIn
      .input(z.object({ commandId, id }))
      .mutation(({ ctx, input }) =>
        own.signOutOne({ commandId: input.commandId, principal: ctx.principal }, input.id),
      ),

    signOutOthers: freshlySignedIn
      .input(z.object({ commandId }))
      .mutation(({ ctx, input }) =>
        own.signOutOthers({ commandId: input.commandId, principal: ctx.principal }),
      ),

    // Ends this session too, so a stolen one gains nothing by it, and its owner is not held up.
    signOutEverywhere: signedIn
      .input(z.object({ commandId }))
      .mutation(({ ctx, input }) =>
        own.signOutEverywhere({ commandId: input.commandId, principal: ctx.principal }),
      ),

    ...peopleProcedures({ service, list }),
  });
}
