import { localeSchema, type Locale } from '@lantern/schemas/locale';
import { preferredLocale } from '@lantern/schemas/preferred-locale';

/** The language a path names in its first segment. */
function localeOfPath(pathname: string): Locale | null {
  return localeSchema.safeParse(pathname.split('/')[1]).data ?? null;
}

/** The language to answer in: the path's, else the reader's first that there is, else English. */
export function localeOfRequest(request: Request): Locale {
  const asked = request.headers.get('accept-language') ?? undefined;
  return localeOfPath(new URL(request.url).pathname) ?? preferredLocale(asked);
}
