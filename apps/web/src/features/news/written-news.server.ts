import type { Locale } from '@lantern/schemas/locale';

interface Published {
  subject: string;
  body: string;
  /** When it began to be mailed, ISO. */
  at: string;
}

const OWN_LINE_ADDRESS = /^https:\/\/[^\s<>"]+$/u;

/** News as its page shows it, line by line as the mails do. */
export function writtenNews({ subject, body, at }: Published, locale: Locale) {
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const lines = body
    .split(/\n+/u)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return {
    title: subject,
    at,
    date: date.format(new Date(at)),
    // The same line may stand twice.
    paragraphs: lines.map((text, place) => ({
      key: String(place),
      text,
      href: OWN_LINE_ADDRESS.test(text) ? text : null,
    })),
  };
}
