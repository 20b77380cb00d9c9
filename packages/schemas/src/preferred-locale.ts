import { LOCALES, type Locale } from './locale.ts';

/** The best of our languages for an `Accept-Language` header; English when none is asked for. */
export function preferredLocale(acceptLanguage: string | undefined): Locale {
  const wanted = (acceptLanguage ?? '')
    .slice(0, 200)
    .split(',')
    .map((part) => {
      const [tag = '', quality = '1'] = part.trim().split(/;\s*q=/u);
      return { language: primary(tag), quality: Number(quality) || 0 };
    })
    .filter(({ quality }) => quality > 0)
    .toSorted((left, right) => right.quality - left.quality);
  for (const { language } of wanted) {
    const found = LOCALES.find((locale) => primary(locale) === language);
    if (found) return found;
  }
  return 'en';
}

/** Every Chinese is read as Simplified Chinese, the only one there is. */
function primary(tag: string): string {
  return tag.toLowerCase().split('-', 1)[0] ?? '';
}
