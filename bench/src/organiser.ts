import { createSoftAuthenticator } from '@lantern/server/soft-authenticator';

/** Somebody at the organisers' desk, with a passkey and a browser of their own. */
export interface Organiser {
  /** Makes the account that an enrolment link's token is for, and signs in. */
  enrol(token: string): Promise<void>;
  /** Keeps a second passkey, on another device. */
  addPasskey(): Promise<void>;
  /** Signs in by the passkey that was enrolled. */
  signIn(): Promise<void>;
  /** Asks a query of the desk; throws at any answer but a good one, as all of these do. */
  ask(query: string): Promise<unknown>;
  /** Sends a command. */
  act(command: string, input: object): Promise<unknown>;
  /** What their browser sends with every request. */
  headers(): { origin: string; cookie: string };
}

/** Opens the desk in a browser that nobody has used yet. */
export function openOrganiser(origin: string): Organiser {
  const device = createSoftAuthenticator();
  const cookies = new Map<string, string>();
  const headers = () => ({
    origin,
    cookie: Array.from(cookies, ([name, value]) => `${name}=${value}`).join('; '),
  });
  const send = async (
    path: string,
    { body, token }: { body?: object; token?: string } = {},
  ): Promise<Record<string, unknown>> => {
    const answer = await fetch(`${origin}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        ...headers(),
        ...(token !== undefined && { 'x-lantern-invitation': token }),
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';', 1)[0]?.split(/=(.*)/su, 2) ?? [];
      cookies.set(name, value);
    }
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as Record<string, unknown>;
  };
  const challengeOf = (options: Record<string, unknown>) => ({
    challenge: String(options['challenge']),
  });
  // What tRPC wraps every answer in.
  const data = (answer: Record<string, unknown>) => (answer['result'] as { data: unknown }).data;
  return {
    headers,
    enrol: async (token) => {
      const options = await send('/api/auth/passkey/generate-register-options', {
        body: {},
        token,
      });
      const response = device.register(challengeOf(options), { origin });
      const body = { response, name: 'Laptop', createSession: true };
      await send('/api/auth/passkey/verify-registration', { body, token });
    },
    addPasskey: async () => {
      const options = await send('/api/auth/passkey/generate-register-options', { body: {} });
      const response = createSoftAuthenticator().register(challengeOf(options), { origin });
      await send('/api/auth/passkey/verify-registration', { body: { response, name: 'Key' } });
    },
    signIn: async () => {
      const options = await send('/api/auth/passkey/generate-authenticate-options', { body: {} });
      const response = device.signIn(challengeOf(options), { origin });
      await send('/api/auth/passkey/verify-authentication', { body: { response } });
    },
    ask: async (query) => data(await send(`/trpc/${query}`)),
    act: async (command, input) =>
      data(await send(`/trpc/${command}`, { body: { commandId: crypto.randomUUID(), ...input } })),
  };
}
