import { passkey } from '@better-auth/passkey';
import { prismaAdapter } from '@better-auth/prisma-adapter';
import type { Database } from '@lantern/db/database';
import { ERROR_STATUS } from '@lantern/schemas/error-codes';
import { APIError } from 'better-auth/api';
import { betterAuth } from 'better-auth/minimal';
import { DomainError } from '../../platform/domain-error.ts';
import type { Keyring } from '../../platform/keyring.ts';
import { SESSION_SECONDS } from './auth.policy.ts';

/** Where the enrolment page puts the link's token: a header, since addresses end up in logs. */
export const INVITATION_HEADER = 'x-lantern-invitation';
/** Where a page that asks for the passkey once more names the account it is for. */
export const AGAIN_HEADER = 'x-lantern-again';
/** How often a used session's end is moved, in seconds. */
const SLIDE_SECONDS = 10 * 60;

export interface AuthEngineDeps {
  prisma: Database['prisma'];
  keyring: Pick<Keyring, 'derive'>;
  newId: () => string;
  publicOrigin: string;
  gate: PasskeyGate;
}

/** The rules a passkey has to pass beyond being genuine. */
export interface PasskeyGate {
  /** Whom a registration without a session is for. */
  invitee(token: string | null): Promise<{ id: string; name: string }>;
  /** Lets a registration through; answers whose passkey it becomes. */
  registration(attempt: {
    headers: Headers;
    token: string | null;
    madeFor: string;
    userVerified: boolean;
  }): Promise<string>;
  /** Lets a sign-in through, or throws. `again`: the account a page says is signed in already. */
  signIn(attempt: {
    credentialId: string;
    userVerified: boolean;
    again: string | null;
  }): Promise<void>;
}

/**
 * better-auth, reduced to passkeys: no password, no provider, no mail, so nothing can be phished.
 * Which of its endpoints are reachable at all, auth.routes.ts says. Its sessions follow the real
 * time, since a browser's cookie does.
 */
export function createAuthEngine({ prisma, keyring, newId, publicOrigin, gate }: AuthEngineDeps) {
  const origin = new URL(publicOrigin);
  const secure = origin.protocol === 'https:';
  return betterAuth({
    appName: 'Lantern',
    baseURL: origin.origin,
    basePath: '/api/auth',
    secret: keyring.derive('session').toString('base64url'),
    database: prismaAdapter(prisma, { provider: 'postgresql' }),
    trustedOrigins: [origin.origin],
    telemetry: { enabled: false },
    // Faults of our own go to the server's error handler, which logs them without personal data.
    onAPIError: { throw: true },
    // Its messages may quote what was sent; auth.routes.ts logs the outcome instead.
    logger: { disabled: true },
    // Counted per network hash in auth.routes.ts; this one would want the address itself.
    rateLimit: { enabled: false },
    user: {
      additionalFields: {
        role: { type: 'string', required: true, input: false },
        frozenAt: { type: 'date', required: false, input: false },
        partnerId: { type: 'string', required: false, input: false },
      },
    },
    // Only POST /get-session moves the end, so that reading never writes.
    session: {
      expiresIn: SESSION_SECONDS,
      updateAge: SLIDE_SECONDS,
      deferSessionRefresh: true,
      cookieCache: { enabled: false },
    },
    advanced: {
      // `__Host-` binds the cookies to this very host; browsers take it with Secure only.
      cookiePrefix: secure ? '__Host-lantern' : 'lantern',
      useSecureCookies: false,
      defaultCookieAttributes: { httpOnly: true, secure, sameSite: 'strict', path: '/' },
      ipAddress: { disableIpTracking: true },
      database: { generateId: newId },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session) => ({ data: { ...session, ipAddress: null, userAgent: null } }),
        },
      },
    },
    plugins: [passkeyPlugin(origin, gate)],
  });
}
export type AuthEngine = ReturnType<typeof createAuthEngine>;

function passkeyPlugin(origin: URL, gate: PasskeyGate) {
  return passkey({
    rpID: origin.hostname,
    rpName: 'Lantern',
    origin: origin.origin,
    // Discoverable, so that signing in asks for no address and there is nothing to enumerate.
    authenticatorSelection: {
      residentKey: 'required',
      requireResidentKey: true,
      userVerification: 'required',
    },
    registration: {
      requireSession: false,
      resolveUser: ({ ctx }) => coded(() => gate.invitee(tokenIn(ctx.headers))),
      afterVerification: async ({ ctx, verification, user }) => ({
        userId: await coded(() =>
          gate.registration({
            headers: ctx.headers ?? new Headers(),
            token: tokenIn(ctx.headers),
            madeFor: user.id,
            // The plugin itself accepts a passkey that checked nobody, so it is asked here.
            userVerified: verification.registrationInfo?.userVerified === true,
          }),
        ),
      }),
    },
    authentication: {
      afterVerification: ({ ctx, verification, clientData }) =>
        coded(() =>
          gate.signIn({
            credentialId: clientData.id,
            userVerified: verification.authenticationInfo.userVerified,
            again: ctx.headers?.get(AGAIN_HEADER) ?? null,
          }),
        ),
    },
  });
}

const tokenIn = (headers: Headers | undefined): string | null =>
  headers?.get(INVITATION_HEADER) ?? null;

/** Carries our coded errors through better-auth, which answers only its own kind as they are. */
async function coded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw new APIError(ERROR_STATUS[error.code], { code: error.code, message: error.code });
  }
}
