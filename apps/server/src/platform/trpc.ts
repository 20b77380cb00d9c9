import type { Role } from '@lantern/schemas/role';
import { initTRPC } from '@trpc/server';
import { DomainError } from './domain-error.ts';
import { formatTrpcError } from './trpc-errors.ts';

/** A signed-in person, as far as policies need to know. */
export interface Principal {
  accountId: string;
  role: Role;
  sessionId: string;
}

/** What every procedure is told of its request; no IP address, no headers. */
export interface RequestContext {
  requestId: string;
  principal: Principal | null;
  /** Keyed hash of the sender's network (IPv4 address, IPv6 /64). */
  networkHash: Buffer;
}

/** Who may call a procedure: anyone, anyone signed in, or some roles. Every procedure has one. */
export type Policy = 'public' | 'signed-in' | readonly Role[];

const t = initTRPC.context<RequestContext>().meta<{ policy: Policy }>().create({
  errorFormatter: formatTrpcError,
});

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** For everyone, signed in or not. */
export const publicProcedure = t.procedure.meta({ policy: 'public' });

/** For signed-in people whose role the policy names; `ctx.principal` is then there. */
export function procedureFor(policy: Exclude<Policy, 'public'>) {
  return t.procedure.meta({ policy }).use(({ ctx, next }) => {
    const { principal } = ctx;
    if (!principal) throw new DomainError('not-signed-in');
    if (policy !== 'signed-in' && !policy.includes(principal.role))
      throw new DomainError('forbidden');
    return next({ ctx: { ...ctx, principal } });
  });
}
