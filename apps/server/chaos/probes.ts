import { readTextHash } from './signing-burst.ts';

/** What `/readyz` says; `failing` where it is not ready. */
export async function ready(origin: string): Promise<{ status: number; failing?: string[] }> {
  const answer = await fetch(`${origin}/readyz`);
  const { failing } = (await answer.json()) as { failing?: string[] };
  return { status: answer.status, ...(failing && { failing }) };
}

/** One person signs. */
export async function sign(origin: string, email: string, textHash?: string): Promise<Response> {
  const hash = textHash ?? (await readTextHash(origin));
  return fetch(`${origin}/api/v1/signatures`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      name: 'Kim Ha-neul',
      country: 'KR',
      locale: 'en',
      email,
      textHash: hash,
    }),
  });
}
