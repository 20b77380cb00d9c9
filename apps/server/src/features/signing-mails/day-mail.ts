import type { Locale } from '@lantern/schemas/locale';
import type { MailBlock, MailContent } from './mail-content.ts';
import { createMailRenderer } from './mail-html.ts';
import { translator } from './mail-messages.ts';
import { mailText } from './mail-text.ts';

/** Word to somebody who works for the day. */
export interface DayMailToDraw {
  locale: Locale;
  /**
   * What it is about, and in which city. Null: the mail does not say, since its provider is under Chinese law or
   * nobody else may read it; then it only says that there is something, and where.
   */
  about: { kind: 'silence' | 'incident' | 'help'; city: string } | null;
  what: 'alarm' | 'announcement';
  /** Page of the dashboard, e.g. `/dashboard/alarms`. */
  path: string;
  rehearsal: boolean;
}

/** Draws it as the other mails are drawn. Its subject and preview never say more than that something waits. */
export function createDayMailDrawer({ publicOrigin }: { publicOrigin: string }) {
  const renderMail = createMailRenderer();
  return async (mail: DayMailToDraw) => {
    const content = contentOf(mail, publicOrigin);
    const html = await renderMail(content);
    return { subject: content.subject, html, text: mailText(content), headers: {} };
  };
}

function contentOf(
  { locale, about, what, path, rehearsal }: DayMailToDraw,
  publicOrigin: string,
): MailContent {
  const t = translator(locale);
  const text = (words: string): MailBlock => ({ kind: 'text', text: words });
  const { href, host } = new URL(path, publicOrigin);
  return {
    locale,
    subject: `${rehearsal ? 'REHEARSAL · ' : ''}${t(`day.${what}.subject`)}`,
    preview: t('day.preview'),
    greeting: t('day.greeting'),
    blocks: [
      ...(rehearsal ? [text(t('rehearsal'))] : []),
      text(about ? t(`day.${about.kind}`, { city: about.city }) : t(`day.${what}.body`)),
      { kind: 'button', label: t('day.open'), href },
      { kind: 'address', href },
    ],
    footer: [{ kind: 'quiet', text: t('day.reason', { host }) }],
  };
}
