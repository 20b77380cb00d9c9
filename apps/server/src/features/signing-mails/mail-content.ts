import type { Locale } from '@lantern/schemas/locale';
import type { MailKind } from '../../platform/mail/queue.ts';
import type { MailLinks } from './mail-links.ts';
import type { MailMessageId, Translate } from './mail-messages.ts';

/** A part of a mail, from which both its HTML and its text are made. */
export type MailBlock =
  | { kind: 'text'; text: string }
  | { kind: 'quiet'; text: string }
  | { kind: 'button'; label: string; href: string }
  | { kind: 'link'; label: string; href: string }
  | { kind: 'address'; href: string }
  | { kind: 'code'; code: string };

/** What a mail says. Everything is text; nothing in it is markup. */
export interface MailContent {
  locale: Locale;
  subject: string;
  /** What inbox lists show beside the subject. */
  preview: string;
  greeting: string;
  blocks: MailBlock[];
  footer: MailBlock[];
}

/** What a mail's content is made from. */
export interface MailMaterial {
  kind: MailKind;
  locale: Locale;
  t: Translate;
  name: string;
  number: number | null;
  /** The code with its end, while it is worth printing. */
  code: { digits: string; until: Date } | null;
  expiresAt: Date | null;
  links: MailLinks;
  host: string;
  /**
   * The mail lies with a provider that must show it to the Chinese state: it then names neither the
   * cause nor a petition.
   */
  guarded: boolean;
  rehearsal: boolean;
}

/** Lays out the mail. Its subject and preview say nothing of the cause, whoever the provider is. */
export function mailContent(material: MailMaterial): MailContent {
  const { kind, locale, t, name } = material;
  const rehearsal = material.rehearsal ? [text(t('rehearsal'))] : [];
  return {
    locale,
    subject: `${material.rehearsal ? 'REHEARSAL · ' : ''}${t(`${kind}.subject`)}`,
    preview: t(`${kind}.preview`),
    greeting: greetingTo(t, name),
    blocks: [...rehearsal, ...body(material)],
    footer: footerBlocks({ ...material, reason: t('footer.reason', { host: material.host }) }),
  };
}

/** Greets by a name that anybody may have typed. */
export const greetingTo = (t: Translate, name: string): string =>
  t('greeting', { name: isolated(unlinked(name)) });

function body(material: MailMaterial): MailBlock[] {
  const { kind, t, number, locale, links } = material;
  const numbered = { number: number === null ? '' : formatsOf(locale).number.format(number) };
  const opening = text(t(guarded(material, `${kind}.body`), numbered));
  switch (kind) {
    case 'confirm':
    case 'reminder':
      return [opening, ...confirmation(material)];
    case 'confirmed':
      return [opening, text(t('confirmed.share')), { kind: 'address', href: links.home }];
    case 'quarantined':
      return [opening, text(t('quarantined.reason'))];
    case 'already-signed':
      return [opening, text(t('already-signed.not-you'))];
  }
}

function confirmation({ t, code, expiresAt, links, locale }: MailMaterial): MailBlock[] {
  const date = expiresAt ? moment(locale, expiresAt) : '';
  return [
    { kind: 'button', label: t('confirm.button'), href: links.confirm },
    { kind: 'quiet', text: t('confirm.plain-link') },
    { kind: 'address', href: links.confirm },
    ...(code
      ? ([
          text(t('confirm.code')),
          { kind: 'code', code: `${code.digits.slice(0, 3)} ${code.digits.slice(3)}` },
          { kind: 'quiet', text: t('confirm.code-until', { time: time(locale, code.until) }) },
        ] satisfies MailBlock[])
      : []),
    text(t('confirm.deadline', { date })),
    text(t('confirm.not-you', { date })),
  ];
}

/** What every mail ends with: the ways out, and why it came. */
export function footerBlocks(
  material: Pick<MailMaterial, 't' | 'links' | 'guarded'> & { reason: string },
): MailBlock[] {
  const { t, links, reason } = material;
  return [
    { kind: 'quiet', text: t('footer.intro') },
    { kind: 'link', label: t(guarded(material, 'footer.withdraw')), href: links.withdraw },
    { kind: 'link', label: t('footer.erase'), href: links.erase },
    { kind: 'link', label: t('footer.unsubscribe'), href: links.unsubscribe },
    { kind: 'quiet', text: reason },
  ];
}

/** Messages that name the cause have a twin that does not. */
type Guardable = {
  [Id in MailMessageId]: `${Id}-guarded` extends MailMessageId ? Id : never;
}[MailMessageId];

const guarded = (material: Pick<MailMaterial, 'guarded'>, id: Guardable): MailMessageId =>
  material.guarded ? `${id}-guarded` : id;

const text = (content: string): MailBlock => ({ kind: 'text', text: content });

/**
 * Anybody can have a mail sent to anybody, with a name of their choice in it: a space of no width keeps mail
 * programs from making a link of what stands there.
 */
const unlinked = (name: string): string =>
  name.replaceAll(/(?<=[.@\u3002\uff0e]|:\/\/)(?=\S)/gu, '\u200b');

/** Keeps a right-to-left name from turning the punctuation around it; others stay as they are. */
const isolated = (name: string): string =>
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(name)
    ? `\u2068${name}\u2069`
    : name;

const moment = (locale: Locale, at: Date): string => formatsOf(locale).moment.format(at);

const time = (locale: Locale, at: Date): string => formatsOf(locale).time.format(at);

interface Formats {
  number: Intl.NumberFormat;
  moment: Intl.DateTimeFormat;
  time: Intl.DateTimeFormat;
}

/** Making a format costs more than the rest of a mail's text. */
const formats = new Map<Locale, Formats>();

function formatsOf(locale: Locale): Formats {
  const known = formats.get(locale);
  if (known) return known;
  const utc = { timeZone: 'UTC', hourCycle: 'h23' } as const;
  const made = {
    number: new Intl.NumberFormat(locale),
    moment: new Intl.DateTimeFormat(locale, { ...utc, dateStyle: 'long', timeStyle: 'short' }),
    time: new Intl.DateTimeFormat(locale, { ...utc, hour: '2-digit', minute: '2-digit' }),
  };
  formats.set(locale, made);
  return made;
}
