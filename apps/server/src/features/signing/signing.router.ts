import { CAUSE_STATES, MAY_DECIDE, VOID_REASONS } from '@lantern/schemas/quarantine';
import {
  confirmationSchema,
  emailSchema,
  submissionSchema,
  tokenSchema,
} from '@lantern/schemas/signature';
import { z } from 'zod';
import { LINK_PURPOSES } from '../../platform/signing-links.ts';
import { procedureFor, publicProcedure, router } from '../../platform/trpc.ts';
import type { SigningService } from './signing.service.ts';

const slug = z.string().regex(/^[a-z0-9-]{1,64}$/u);
const withToken = z.object({ token: tokenSchema });
const causeHash = z.string().regex(/^[0-9a-f]{64}$/u);
const selectionSchema = z.union([
  z.object({ ids: z.array(z.uuid()).min(1).max(10_000) }),
  z.object({
    causeHash,
    state: z.enum(CAUSE_STATES).optional(),
    upTo: z.iso.datetime().pipe(z.coerce.date()).optional(),
  }),
]);
const commandSchema = z.object({
  commandId: z.uuid(),
  edition: slug.optional(),
  selection: selectionSchema,
});
const inEdition = z.object({ edition: slug.optional() }).optional();
const causePageSchema = z.object({
  causeHash,
  state: z.enum(CAUSE_STATES).default('quarantined'),
  after: z.uuid().nullable().default(null),
  edition: slug.optional(),
});
const staffProcedure = procedureFor(MAY_DECIDE);

/** Procedures of signing; what each throws is said at the service's function of the same name. */
export function createSigningRouter(service: SigningService) {
  return router({
    submit: publicProcedure
      .input(submissionSchema.extend({ edition: slug.optional() }))
      .mutation(({ input: { edition, ...submission }, ctx }) =>
        service.submit(submission, { networkHash: ctx.networkHash, ...(edition && { edition }) }),
      ),
    inspect: publicProcedure
      .input(withToken.extend({ purpose: z.enum(LINK_PURPOSES) }))
      .query(({ input, ctx }) => service.inspect(input, ctx)),
    confirm: publicProcedure
      .input(confirmationSchema.and(z.object({ edition: slug.optional() })))
      .mutation(({ input: { edition, ...confirmation }, ctx }) =>
        service.confirm(confirmation, {
          networkHash: ctx.networkHash,
          ...(edition && { edition }),
        }),
      ),
    resend: publicProcedure.input(withToken).mutation(({ input }) => service.resend(input.token)),
    amend: publicProcedure
      .input(withToken.extend({ email: emailSchema }))
      .mutation(({ input }) => service.amend(input.token, input.email)),
    mendDomain: publicProcedure
      .input(withToken)
      .mutation(({ input }) => service.mendDomain(input.token)),
    withdraw: publicProcedure
      .input(withToken)
      .mutation(({ input, ctx }) => service.withdraw(input.token, ctx)),
    erase: publicProcedure
      .input(withToken)
      .mutation(({ input, ctx }) => service.erase(input.token, ctx)),
    unsubscribe: publicProcedure
      .input(withToken)
      .mutation(({ input, ctx }) => service.unsubscribe(input.token, ctx)),

    /** What waits for a person's decision, by cause. */
    quarantine: staffProcedure
      .input(inEdition)
      .query(({ input }) => service.quarantine(input?.edition)),
    /** What a person let count and may still take out, by cause. */
    released: staffProcedure
      .input(inEdition)
      .query(({ input }) => service.released(input?.edition)),
    waiting: staffProcedure.input(inEdition).query(({ input }) => service.waiting(input?.edition)),
    /** One cause's signatures, in pages. */
    quarantined: staffProcedure
      .input(causePageSchema)
      .query(({ input }) => service.quarantined(input)),
    release: staffProcedure
      .input(commandSchema)
      .mutation(({ input, ctx }) => service.release({ ...input, actor: ctx.principal.accountId })),
    void: staffProcedure
      .input(commandSchema.extend({ reason: z.enum(VOID_REASONS) }))
      .mutation(({ input, ctx }) =>
        service.voidSelected({ ...input, actor: ctx.principal.accountId }),
      ),
    /** What was decided, newest first. */
    decisions: staffProcedure
      .input(inEdition)
      .query(({ input }) => service.decisions(input?.edition)),
    undo: staffProcedure
      .input(z.object({ commandId: z.uuid(), edition: slug.optional(), decisionId: z.uuid() }))
      .mutation(({ input, ctx }) => service.undo({ ...input, actor: ctx.principal.accountId })),
  });
}
