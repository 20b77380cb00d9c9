/** A screen as the server lists it. */
export interface Screen {
  id: string;
  name: string;
  edition: string;
  createdAt: string;
  expiresAt: string;
  lastSeenAt: string | null;
  revokedAt: string | null;
}

/** `link`: nobody has opened its link yet. */
export function stateOf(
  { revokedAt, expiresAt, lastSeenAt }: Screen,
  now = Date.now(),
): 'ended' | 'over' | 'link' | 'on' {
  if (revokedAt !== null) return 'ended';
  if (Date.parse(expiresAt) <= now) return 'over';
  return lastSeenAt === null ? 'link' : 'on';
}
