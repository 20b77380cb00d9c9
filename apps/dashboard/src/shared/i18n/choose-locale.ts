import { isLocale, LOCALES, type Locale } from '@lantern/schemas/locale';

const KEY = 'lantern.locale';

/**
 * The language to show: the one just chosen in the menu (`?lang=`, which is then remembered and
 * taken out of the address), else the remembered one, else the browser's, else English.
 */
export function chooseLocale(): Locale {
  const address = new URL(location.href);
  const chosen = address.searchParams.get('lang');
  if (!isLocale(chosen)) return remembered() ?? preferred(navigator.languages);
  address.searchParams.delete('lang');
  history.replaceState(history.state, '', address);
  remember(chosen);
  return chosen;
}

/** The first of the browser's languages that we have; any Chinese is better than English there. */
export function preferred(languages: readonly string[]): Locale {
  for (const language of languages) {
    const base = language.split('-')[0];
    const found = LOCALES.find((locale) => locale.split('-')[0] === base);
    if (found) return found;
  }
  return 'en';
}

// Storage may be forbidden; the choice then lasts as long as the address.
function remembered(): Locale | null {
  try {
    const kept = localStorage.getItem(KEY);
    return isLocale(kept) ? kept : null;
  } catch {
    return null;
  }
}

function remember(locale: Locale): void {
  try {
    localStorage.setItem(KEY, locale);
  } catch {
    // see above
  }
}
