import { expect } from 'vitest';
import { rawHttp } from './raw-http.ts';

type Purpose = 'confirm' | 'withdraw' | 'erase' | 'unsubscribe';

/** A mail as the development mailbox shows it. */
interface CaughtMail {
  to: string;
  text: string;
}

/** What a mail after signing offers. */
interface SigningMail {
  /** Six digits, without a space. */
  code: string;
  /** Path and query of a link. */
  path: (purpose: Purpose) => string;
  token: (purpose: Purpose) => string;
}

interface SignerChoices {
  country?: string;
  city?: string;
}

export type OutsideSigner = Awaited<ReturnType<typeof outsideSigner>>;

/** People who know nothing of the server but its addresses, and read their mail. */
export async function outsideSigner(port: number) {
  const json = async (path: string) => JSON.parse((await rawHttp({ port, path })).body);
  const petition: { textHash: { en: string } } = await json('/api/v1/petition');

  const post = async (path: string, body: object) => {
    const answer = await rawHttp({
      port,
      method: 'POST',
      path,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: JSON.parse(answer.body) };
  };

  const mailTo = async (email: string): Promise<SigningMail> => {
    const caught = async (): Promise<CaughtMail | undefined> =>
      ((await json('/dev/mail.json')) as CaughtMail[]).find(
        ({ to, text }) => to === email && text.includes('/petition/confirm'),
      );
    await expect.poll(caught, { timeout: 15_000, interval: 100 }).toBeDefined();
    return readMail((await caught())?.text ?? '');
  };

  return {
    json,
    mailTo,
    /** Signs in English and waits for the mail. */
    sign: async (email: string, choices: SignerChoices = {}) => {
      const { textHash } = petition;
      const fields = { name: 'Test Person', email, country: 'KR', locale: 'en', ...choices };
      const { status } = await post('/api/v1/signatures', { ...fields, textHash: textHash.en });
      expect(status).toBe(202);
      return { email, mail: await mailTo(email) };
    },
    /** Presses what a link offers, as a program. */
    act: (purpose: Purpose, token: string) => post(`/trpc/signing.${purpose}`, { token }),
    stateOf: async (purpose: Purpose, token: string): Promise<string> => {
      const input = encodeURIComponent(JSON.stringify({ purpose, token }));
      return (await json(`/trpc/signing.inspect?input=${input}`)).result.data.state;
    },
    /** The total, read after this call: an answer is kept for a second. */
    freshTotal: async (): Promise<number> => {
      const read = async () => (await json('/api/v1/count')) as { total: number; asOf: string };
      const after = Date.now();
      await expect
        .poll(async () => Date.parse((await read()).asOf), { timeout: 5_000, interval: 100 })
        .toBeGreaterThanOrEqual(after);
      return (await read()).total;
    },
  };
}

function readMail(text: string): SigningMail {
  const path = (purpose: Purpose) =>
    new RegExp(String.raw`http\S+?(/en/petition/${purpose}\?\S+)`, 'u').exec(text)?.[1] ?? '';
  return {
    code: /^\s*(\d{3}) ?(\d{3})\s*$/mu.exec(text)?.slice(1).join('') ?? '',
    path,
    token: (purpose) => new URL(path(purpose), 'http://mail').searchParams.get('token') ?? '',
  };
}
