import { LOCALES, localeSchema, type Locale } from '@lantern/schemas/locale';

/** The language a path names in its first segment. */
function localeOfPath(pathname: string): Locale | null {
  return localeSchema.safeParse(pathname.split('/')[1]).data ?? null;
}

/** The language to answer in: the path's, else the reader's first that there is, else English. */
export function localeOfRequest(request: Request): Locale {
  const asked = request.headers.get('accept-language') ?? '';
  return localeOfPath(new URL(request.url).pathname) ?? preferredLocale(asked);
}

/** The best of {@link LOCALES} for an `Accept-Language` header. */
function preferredLocale(acceptLanguage: string): Locale {
  const wanted = acceptLanguage
    .split(',')
    .map((part) => {
      const [tag = '', quality = ''] = part.trim().split(/;\s*q=/u);
      return { tag: tag.toLowerCase(), quality: quality === '' ? 1 : Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .toSorted((a, b) => b.quality - a.quality);
  for (const { tag } of wanted) {
    const found = LOCALES.find((locale) => primary(tag) === primary(locale));
    if (found) return found;
  }
  return 'en';
}

const primary = (tag: string) => tag.split('-')[0];
