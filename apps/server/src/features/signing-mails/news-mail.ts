import type { Locale } from '@lantern/schemas/locale';
import type { Keyring } from '../../platform/keyring.ts';
import { linkToken, type LinkSubject } from '../../platform/signing-links.ts';
import { footerBlocks, greetingTo, type MailBlock, type MailContent } from './mail-content.ts';
import { createMailRenderer } from './mail-html.ts';
import { inertLinks, mailLinks, type MailLinks } from './mail-links.ts';
import { translator } from './mail-messages.ts';
import { mailText } from './mail-text.ts';

/** News for one reader, or for nobody yet. */
export interface NewsToDraw {
  newsId: string;
  locale: Locale;
  subject: string;
  /** Paragraphs; text, never HTML. */
  body: string;
  /** Whom it greets, and whose links it holds; null: a preview or test, whose links lead nowhere. */
  reader: { name: string; links: LinkSubject } | null;
  /** For a provider under Chinese law: it says only that there is news, and where. */
  guarded: boolean;
  /** Says that it is a test. */
  test: boolean;
  edition: { slug: string; kind: 'real' | 'rehearsal' };
}

/** Draws news as the other mails are drawn: for sending, for a preview and for a test alike. */
export function createNewsDrawer({
  keyring,
  publicOrigin,
}: {
  keyring: Keyring;
  publicOrigin: string;
}) {
  const renderMail = createMailRenderer();
  return async (news: NewsToDraw) => {
    const { locale, reader, edition } = news;
    const named = edition.kind === 'rehearsal' ? edition.slug : null;
    const place = { publicOrigin, locale, edition: named };
    const links = reader
      ? mailLinks({ ...place, keyring, subject: reader.links })
      : inertLinks(place);
    const content = newsContent(news, { links, publicOrigin });
    return {
      subject: content.subject,
      html: await renderMail(content),
      text: mailText(content),
      headers: reader
        ? unsubscribing(publicOrigin, locale, linkToken(keyring, 'unsubscribe', reader.links))
        : {},
    };
  };
}

/** One press in the mail program, without a page in between (RFC 8058); its GET leads to the page. */
function unsubscribing(
  publicOrigin: string,
  locale: Locale,
  token: string,
): Record<string, string> {
  const url = new URL('/api/v1/unsubscribe', publicOrigin);
  url.searchParams.set('locale', locale);
  url.searchParams.set('token', token);
  return {
    'List-Unsubscribe': `<${url.href}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
}

function newsContent(
  news: NewsToDraw,
  { links, publicOrigin }: { links: MailLinks; publicOrigin: string },
): MailContent {
  const { locale, guarded, edition } = news;
  const t = translator(locale);
  const rehearsal = edition.kind === 'rehearsal';
  const subject = guarded ? t('news.subject-guarded') : news.subject;
  const { host } = new URL(publicOrigin);
  return {
    locale,
    subject: `${rehearsal ? 'REHEARSAL · ' : ''}${subject}`,
    preview: t('news.preview'),
    greeting: greetingTo(t, news.reader?.name ?? '…'),
    blocks: [
      ...(rehearsal ? [text(t('rehearsal'))] : []),
      ...(news.test ? [text(t('news.test'))] : []),
      ...(guarded ? whereToRead(news, { t, publicOrigin }) : paragraphs(news.body)),
    ],
    footer: footerBlocks({ t, links, guarded, reason: t('news.reason', { host }) }),
  };
}

function whereToRead(
  { newsId, locale, edition }: NewsToDraw,
  { t, publicOrigin }: { t: ReturnType<typeof translator>; publicOrigin: string },
): MailBlock[] {
  const url = new URL(`/${locale}/news/${newsId}`, publicOrigin);
  if (edition.kind === 'rehearsal') url.searchParams.set('edition', edition.slug);
  return [text(t('news.body-guarded')), { kind: 'address', href: url.href }];
}

const OWN_LINE_ADDRESS = /^https:\/\/[^\s<>"]+$/u;

/** Each line a block of its own, since a line break alone is lost in HTML; an address alone becomes a link. */
const paragraphs = (body: string): MailBlock[] =>
  body
    .split(/\n+/u)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => (OWN_LINE_ADDRESS.test(line) ? { kind: 'address', href: line } : text(line)));

const text = (content: string): MailBlock => ({ kind: 'text', text: content });
