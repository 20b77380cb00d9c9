/** Its prefix would bind it to the very host; browsers take that with Secure only, which local mode has not. */
const NAME = 'lantern-screen';

/** The secret of a screen in a request's cookies; null without one. */
export function screenSecretIn(cookie: string | undefined): string | null {
  const found = /(?:^|;\s*)(?:__Host-)?lantern-screen=([\w-]{43})(?:;|$)/u.exec(cookie ?? '');
  return found?.[1] ?? null;
}

/** What has a browser keep the secret where no script reads it. */
export function screenCookie(
  secret: string,
  { secure, maxAgeMs }: { secure: boolean; maxAgeMs: number },
): string {
  const kept = `Path=/; HttpOnly; SameSite=Strict; Max-Age=${Math.floor(maxAgeMs / 1_000)}`;
  return secure ? `__Host-${NAME}=${secret}; ${kept}; Secure` : `${NAME}=${secret}; ${kept}`;
}
