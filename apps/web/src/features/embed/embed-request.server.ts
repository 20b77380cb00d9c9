import { LOCALES, type Locale } from '@lantern/schemas/locale';

/** In which room a frame is drawn; `auto` is what the reader's system asks for. */
const THEMES = { light: '', dark: 'room-night', auto: 'room-reader' } as const;
type Theme = keyof typeof THEMES;

/** What a frame's address says; the server has dropped everything else, and codes that are nobody's. */
export interface EmbedRequest {
  locale: Locale;
  ref: string | null;
  theme: Theme;
}

/** Reads an address; what it does not say, or says wrongly, is English and light. */
export function embedRequest({ searchParams }: URL): EmbedRequest {
  const asked = searchParams.get('theme');
  return {
    locale: LOCALES.find((locale) => locale === searchParams.get('lang')) ?? 'en',
    ref: searchParams.get('ref'),
    theme: asked === 'dark' || asked === 'auto' ? asked : 'light',
  };
}

/** The class of a theme, for the frame’s root. */
export const roomOf = (theme: Theme): string => THEMES[theme];
