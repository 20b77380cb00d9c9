import { emailSchema } from '@lantern/schemas/signature';
import { roleSchema } from '@lantern/schemas/role';
import { z } from 'zod';
import { procedureFor, publicProcedure, router } from '../../platform/trpc.ts';
import type { AuthService } from './auth.service.ts';
import type { EnrolmentService } from './enrolment.service.ts';
import type { OwnAccessService } from './own-access.service.ts';
import { passkeyNameSchema } from './passkey-name.ts';

const commandId = z.uuid();
const id = z.string().min(1).max(64);
// A wall's `screen` is a token, not a person, and is not enrolled.
const invitableRole = roleSchema.exclude(['screen']);

const signedIn = procedureFor('signed-in');
const admin = procedureFor(['admin']);

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

    removePasskey: signedIn
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

    invite: admin
      .input(z.object({ commandId, email: emailSchema, role: invitableRole }))
      .mutation(({ ctx, input: { commandId, ...invitation } }) =>
        service.invite({ commandId, principal: ctx.principal }, invitation),
      ),

    freeze: admin
      .input(z.object({ commandId, accountId: id }))
      .mutation(({ ctx, input }) =>
        service.freeze({ commandId: input.commandId, principal: ctx.principal }, input.accountId),
      ),
  });
}
