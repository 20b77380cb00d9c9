import type { Role } from '@lantern/schemas/role';
import { initTRPC } from '@trpc/server';
import { databaseAway, isArchived, isDatabaseGone } from './database-faults.ts';
import { DomainError } from './domain-error.ts';
import { formatTrpcError } from './trpc-errors.ts';

/** A signed-in person, as far as policies need to know. */
export interface Principal {
  accountId: string;
  role: Role;
  sessionId: string;
  /** The organisation a `partner` speaks for; null for everyone else. */
  partnerId: string | null;
  /** The edition that a `screen` shows, and no other; people have none. */
  editionId?: string;
  /** Whether the person proved who they are within the last ten minutes, as of this request. */
  fresh: boolean;
}

/** What every procedure is told of its request; no IP address, no headers. */
export interface RequestContext {
  requestId: string;
  principal: Principal | null;
  /** Keyed hash of the sender's network (IPv4 address, IPv6 /64). */
  networkHash: Buffer;
}

/** Who may call a procedure: anyone, any person signed in, or some roles. Every procedure has one. */
export type Policy = 'public' | 'signed-in' | readonly Role[];

const t = initTRPC.context<RequestContext>().meta<{ policy: Policy; fresh?: true }>().create({
  errorFormatter: formatTrpcError,
});

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** Pages call in process, past the formatter: they too are told by code that the database is away. */
const procedure = t.procedure.use(async ({ next }) => {
  const result = await next();
  if (!result.ok && isDatabaseGone(result.error.cause)) throw databaseAway(result.error.cause);
  if (!result.ok && isArchived(result.error.cause))
    throw new DomainError('conflict', {}, { cause: result.error.cause });
  return result;
});

/** For everyone, signed in or not. */
export const publicProcedure = procedure.meta({ policy: 'public' });

/** For signed-in people whose role the policy names; `ctx.principal` is then there. */
export function procedureFor(policy: Exclude<Policy, 'public'>) {
  return guarded({ policy });
}

/**
 * As {@link procedureFor}, for what a stolen session must not do: a person who signed in more than ten
 * minutes ago is answered `sign-in-again`. The dashboard then asks for the passkey in place and sends the
 * same command again, so a feature needs nothing else.
 */
export function freshProcedureFor(policy: Exclude<Policy, 'public'>) {
  return guarded({ policy, fresh: true }).use(({ ctx, next }) => {
    if (!ctx.principal.fresh) throw new DomainError('sign-in-again');
    return next({ ctx });
  });
}

/** `signed-in` means people: a screen is let in nowhere but where it is named. */
function isNamed(policy: Exclude<Policy, 'public'>, role: Role): boolean {
  return policy === 'signed-in' ? role !== 'screen' : policy.includes(role);
}

interface Guard {
  policy: Exclude<Policy, 'public'>;
  fresh?: true;
}

function guarded({ policy, ...meta }: Guard) {
  return procedure.meta({ policy, ...meta }).use(({ ctx, next }) => {
    const { principal } = ctx;
    if (!principal) throw new DomainError('not-signed-in');
    if (!isNamed(policy, principal.role)) throw new DomainError('forbidden');
    return next({ ctx: { ...ctx, principal } });
  });
}
