import { z } from 'zod';
import { createSoftAuthenticator } from '../src/features/auth/soft-authenticator.fixture.ts';

const challengeSchema = z.looseObject({ challenge: z.string() });

/** What a procedure answered: what it gave, or the code it refused with. */
interface Answered {
  ok?: unknown;
  fault?: string;
  fields?: unknown;
}

interface Sent {
  method?: string;
  body?: string;
  headers?: Record<string, string>;
}

/** A browser of a person, with their device: it keeps cookies, makes passkeys and calls procedures over HTTP. */
export function openBrowser({ origin }: { origin: string }, device = createSoftAuthenticator()) {
  const jar = new Map<string, string>();
  const cookies = () => Array.from(jar, ([name, value]) => `${name}=${value}`).join('; ');
  const send = async (path: string, { headers: more = {}, ...init }: Sent = {}) => {
    const headers = { origin, cookie: cookies(), 'content-type': 'application/json', ...more };
    const answer = await fetch(`${origin}${path}`, { ...init, headers });
    for (const set of answer.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      const at = pair.indexOf('=');
      jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return answer;
  };
  const post = async (path: string, body: unknown, headers = {}) =>
    send(path, { method: 'POST', body: JSON.stringify(body), headers });
  return {
    device,
    cookies,
    /** Makes a passkey with a link's token; without one, a further passkey on `other`. */
    enrol: async (link: string | null, other = device): Promise<number> => {
      const token = link && new URL(link).hash.slice(1);
      const headers = token ? { 'x-lantern-invitation': token } : {};
      const begun = await post('/api/auth/passkey/generate-register-options', {}, headers);
      if (!begun.ok) return begun.status;
      const response = other.register(challengeSchema.parse(await begun.json()), { origin });
      const body = { response, name: 'Phone', createSession: token !== null };
      return (await post('/api/auth/passkey/verify-registration', body, headers)).status;
    },
    signIn: async (): Promise<number> => {
      const begun = await post('/api/auth/passkey/generate-authenticate-options', {});
      const response = device.signIn(challengeSchema.parse(await begun.json()), { origin });
      return (await post('/api/auth/passkey/verify-authentication', { response })).status;
    },
    call: async (name: string, input: unknown) => told(await post(`/trpc/${name}`, input)),
    ask: async (name: string, input?: unknown) => {
      const query =
        input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
      return told(await send(`/trpc/${name}${query}`));
    },
  };
}
export type TestBrowser = ReturnType<typeof openBrowser>;

async function told(answer: Response): Promise<Answered> {
  const body: unknown = await answer.json();
  const { result, error } = Object(body);
  if (error) {
    const { code, fields } = Object(error.data);
    return fields ? { fault: code, fields } : { fault: code };
  }
  return { ok: Object(result).data };
}
