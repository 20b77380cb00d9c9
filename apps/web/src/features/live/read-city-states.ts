import { STATES, type Standing } from './live-city.ts';

/**
 * Where the cities stand by now, as the server tells. `seq` in the address keeps an answer that a cache made before
 * that event from being taken for one after it. Null: it could not be read, or not understood.
 */
export async function readCityStates(
  edition: string,
  seq: number,
): Promise<Record<string, Standing> | null> {
  const query = new URLSearchParams({ edition, seq: String(seq) });
  try {
    const response = await fetch(`/api/v1/city-states?${query}`, { credentials: 'omit' });
    if (!response.ok) return null;
    return standingsIn(await response.json());
  } catch {
    return null;
  }
}

// By hand, because Zod would weigh more than the page; the schema is `cityStatesJsonSchema`.
function standingsIn(body: unknown): Record<string, Standing> | null {
  if (typeof body !== 'object' || body === null || !('states' in body)) return null;
  const entries = Object.entries(Object(body.states)).flatMap(([slug, state]) => {
    const [status, outcome] = Array.isArray(state) ? (state as unknown[]) : [];
    const known = STATES.find((name) => name === status);
    if (!known) return [];
    return [[slug, { status: known, outcome: typeof outcome === 'string' ? outcome : null }]];
  });
  return Object.fromEntries(entries) as Record<string, Standing>;
}
