import { isUnderChineseLaw } from '@lantern/schemas/mail-provider';
import type { Locale } from '@lantern/schemas/locale';
import type { ComposedMail } from '../../platform/mail/composed-mail.ts';
import type { ApplicationMailKind } from '../../platform/mail/queue.ts';
import { greetingTo, type MailBlock, type MailContent } from './mail-content.ts';
import { createMailRenderer } from './mail-html.ts';
import { translator, type Translate } from './mail-messages.ts';
import { mailText } from './mail-text.ts';

/** A mail to somebody who offered to answer for a city. */
export interface ApplicationToDraw {
  kind: ApplicationMailKind;
  to: string;
  locale: Locale;
  /** As anybody may have typed it. */
  name: string;
  edition: { kind: 'real' | 'rehearsal' };
  links: { confirm: string; takeBack: string };
}

/** Draws the mails to applicants as the other mails are drawn. Their subjects say nothing of the cause. */
export function createApplicationDrawer({ publicOrigin }: { publicOrigin: string }) {
  const renderMail = createMailRenderer();
  const { host } = new URL(publicOrigin);
  return async (mail: ApplicationToDraw): Promise<ComposedMail> => {
    const content = contentOf(mail, host);
    return {
      to: mail.to,
      locale: mail.locale,
      subject: content.subject,
      html: await renderMail(content),
      text: mailText(content),
      headers: {},
      rehearsal: mail.edition.kind === 'rehearsal',
    };
  };
}

function contentOf(mail: ApplicationToDraw, host: string): MailContent {
  const { kind, locale, links } = mail;
  const t = translator(locale);
  const rehearsal = mail.edition.kind === 'rehearsal';
  return {
    locale,
    subject: `${rehearsal ? 'REHEARSAL · ' : ''}${t(`${kind}.subject`)}`,
    preview: t(`${kind}.preview`),
    greeting: greetingTo(t, mail.name),
    blocks: [
      ...(rehearsal ? [text(t('rehearsal'))] : []),
      text(t(isUnderChineseLaw(mail.to) ? `${kind}.body-guarded` : `${kind}.body`)),
      ...more(mail, t),
    ],
    footer: [
      { kind: 'quiet', text: t('application.footer') },
      { kind: 'link', label: t('application.take-back'), href: links.takeBack },
      { kind: 'quiet', text: t('footer.reason', { host }) },
    ],
  };
}

function more({ kind, links }: ApplicationToDraw, t: Translate): MailBlock[] {
  switch (kind) {
    case 'application-confirm':
      return [
        { kind: 'button', label: t('confirm.button'), href: links.confirm },
        { kind: 'quiet', text: t('confirm.plain-link') },
        { kind: 'address', href: links.confirm },
        text(t('application-confirm.next')),
        text(t('application-confirm.not-you')),
      ];
    case 'application-approved':
      return [text(t('application-approved.next')), text(t('application-approved.beware'))];
    case 'application-refused':
      return [text(t('application-refused.next'))];
  }
}

const text = (content: string): MailBlock => ({ kind: 'text', text: content });
