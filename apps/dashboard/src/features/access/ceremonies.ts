import { isErrorCode } from '@lantern/schemas/error-codes';
import {
  startAuthentication,
  startRegistration,
  WebAuthnError,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import type { Fault } from '../../shared/api/fault.ts';

/** Why a ceremony with the browser's passkeys did not end well. */
export type CeremonyFault =
  'cancelled' | 'known-already' | 'no-verification' | 'unsupported' | Fault;

/** Null if it went well. */
export type CeremonyOutcome = CeremonyFault | null;

/** Where the one-time link's token goes: in a header, for addresses are written to logs. */
const INVITATION_HEADER = 'x-lantern-invitation';
/** Whose session is to become fresh. */
const AGAIN_HEADER = 'x-lantern-again';

/**
 * Makes a passkey on this device and registers it: for the invited account, which is then signed in,
 * or without `invitation` for the signed-in one.
 */
export function registerPasskey({
  name,
  invitation,
}: {
  name: string;
  invitation?: string;
}): Promise<CeremonyOutcome> {
  const headers = invitation ? { [INVITATION_HEADER]: invitation } : {};
  return ceremony(async () => {
    const optionsJSON = await call<PublicKeyCredentialCreationOptionsJSON>(
      '/passkey/generate-register-options',
      { headers },
    );
    const response = await startRegistration({ optionsJSON });
    const body = { response, name, createSession: Boolean(invitation) };
    await call('/passkey/verify-registration', { headers, body });
  });
}

/**
 * Signs in with a passkey of this site, whichever the person picks. `again`: the account that is signed in
 * and only proves itself; a passkey of another one is `forbidden`.
 */
export function signIn({ again }: { again?: string } = {}): Promise<CeremonyOutcome> {
  const headers = again ? { [AGAIN_HEADER]: again } : {};
  return ceremony(async () => {
    const optionsJSON = await call<PublicKeyCredentialRequestOptionsJSON>(
      '/passkey/generate-authenticate-options',
    );
    const response = await startAuthentication({ optionsJSON });
    await call('/passkey/verify-authentication', { headers, body: { response } });
  });
}

/** Ends the session of this browser. */
export const signOut = (): Promise<CeremonyOutcome> =>
  ceremony(async () => {
    await call('/sign-out');
  });

/** Moves the end of the session that is being used; false if it is over. */
export async function prolongSession(): Promise<boolean> {
  const answer = await call<{ signedIn: boolean }>('/get-session');
  return answer.signedIn;
}

class Refused extends Error {
  readonly fault: Fault;
  constructor(fault: Fault, options?: ErrorOptions) {
    super(fault, options);
    this.fault = fault;
  }
}

interface Call {
  headers?: Record<string, string>;
  body?: unknown;
}

/** The answers are our own server's, of the shapes that WebAuthn names. */
async function call<T>(path: string, { headers = {}, body = {} }: Call = {}): Promise<T> {
  const response = await fetch(`/api/auth${path}`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch((cause: unknown) => {
    throw new Refused('offline', { cause });
  });
  if (!response.ok) throw new Refused(await codeOf(response));
  const answer: T = await response.json();
  return answer;
}

async function codeOf(response: Response): Promise<Fault> {
  const body: unknown = await response.json().catch(() => null);
  const { code } = Object(body);
  return isErrorCode(code) ? code : 'unavailable';
}

async function ceremony(work: () => Promise<void>): Promise<CeremonyOutcome> {
  try {
    await work();
    return null;
  } catch (error) {
    return faultIn(error);
  }
}

const WEBAUTHN_FAULTS: Partial<Record<WebAuthnError['code'], CeremonyFault>> = {
  ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED: 'known-already',
  ERROR_AUTHENTICATOR_MISSING_USER_VERIFICATION_SUPPORT: 'no-verification',
  ERROR_AUTHENTICATOR_MISSING_DISCOVERABLE_CREDENTIAL_SUPPORT: 'no-verification',
  ERROR_AUTHENTICATOR_NO_SUPPORTED_PUBKEYCREDPARAMS_ALG: 'no-verification',
  ERROR_INVALID_DOMAIN: 'unsupported',
  ERROR_INVALID_RP_ID: 'unsupported',
};

function faultIn(error: unknown): CeremonyFault {
  if (error instanceof Refused) return error.fault;
  if (error instanceof WebAuthnError) return WEBAUTHN_FAULTS[error.code] ?? 'cancelled';
  // Browsers say no more than "not allowed" when a person turns away or waits too long.
  if (error instanceof Error && /NotAllowed|Abort/u.test(error.name)) return 'cancelled';
  return 'internal';
}
