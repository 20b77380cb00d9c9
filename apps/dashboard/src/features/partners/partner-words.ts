import type { Locale } from '@lantern/schemas/locale';

/** What a person enters about a partner; sites one a line. */
export interface PartnerWords {
  name: string;
  origins: string;
  locales: Locale[];
}

/** As the server takes it. */
export const sent = ({ name, origins, locales }: PartnerWords) => ({
  name,
  origins: origins.split('\n').filter((line) => line.trim() !== ''),
  locales,
});
