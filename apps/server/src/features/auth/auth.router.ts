import {
  inviteInputSchema,
  MAY_MANAGE_PEOPLE,
  onAccountInputSchema,
} from '@lantern/schemas/people';
import { z } from 'zod';
import { freshProcedureFor, procedureFor, publicProcedure, router } from '../../platform/trpc.ts';
import type { AuthService } from './auth.service.ts';
import type { EnrolmentService } from './enrolment.service.ts';
import type { OwnAccessService } from './own-access.service.ts';
import { passkeyNameSchema } from './passkey-name.ts';

const commandId = z.uuid();
const id = z.string().min(1).max(64);

const signedIn = procedureFor('signed-in');
const freshlySignedIn = freshProcedureFor('signed-in');
const admin = procedureFor(MAY_MANAGE_PEOPLE);
const freshAdmin = freshProcedureFor(MAY_MANAGE_PEOPLE);

export interface AuthRouterDeps {
  service: AuthService;
  own: OwnAccessService;
  enrolment: Pick<EnrolmentService, 'inspect'>;
}

/** Accounts, passkeys and sessions; the passkey ceremonies themselves are in auth.routes.ts. */
export function createAuthRouter({ service, own, enrolment }: AuthRouterDeps) {
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
    me: publicProcedure.query(({ ctx }) => (ctx.principal ? service.me(ctx.principal) : null)),
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

    signOutEverywhere: signedIn
      .input(z.object({ commandId }))
      .mutation(({ ctx, input }) =>
        own.signOutEverywhere({ commandId: input.commandId, principal: ctx.principal }),
      ),

    people: admin.query(() => service.people()),

    invite: freshAdmin
      .input(inviteInputSchema)
      .mutation(({ ctx, input: { commandId, ...invitation } }) =>
        service.invite({ commandId, principal: ctx.principal }, invitation),
      ),

    freeze: freshAdmin
      .input(onAccountInputSchema)
      .mutation(({ ctx, input }) =>
        service.freeze({ commandId: input.commandId, principal: ctx.principal }, input.accountId),
      ),
  });
}
