import { randomBytes } from 'node:crypto';
import { LOCALES, type Locale } from '@lantern/schemas/locale';
import { describe, expect, test } from 'vitest';
import { createKeyring } from '../../platform/keyring.ts';
import type { ComposedMail } from '../../platform/mail/composed-mail.ts';
import { MAIL_KINDS, type MailKind } from '../../platform/mail/queue.ts';
import { confirmationCode, linkIsGenuine, linkRecordId } from '../../platform/signing-links.ts';
import { createMailComposer } from './compose-mail.ts';
import type { MailFacts } from './mail-facts.ts';

const RECORD = '0197b0c5-7d4e-7a6b-8c1d-2e3f4a5b6c7d';
const ORIGIN = 'https://day.example.org';
const NOW = new Date('2027-09-01T08:10:00Z');
const keyring = createKeyring(randomBytes(32));

const STATE_OF = {
  confirm: 'pending',
  reminder: 'pending',
  confirmed: 'confirmed',
  quarantined: 'quarantined',
  'already-signed': 'confirmed',
} as const satisfies Record<MailKind, MailFacts['state']>;

function factsFor(kind: MailKind, change: Partial<MailFacts> = {}): MailFacts {
  const pending = STATE_OF[kind] === 'pending';
  return {
    state: STATE_OF[kind],
    generation: 3,
    code:
      kind === 'confirm'
        ? { generation: 2, issuedAt: new Date('2027-09-01T08:05:00Z'), triesLeft: 5 }
        : null,
    email: 'somebody@example.net',
    name: 'Ana Lima',
    locale: 'en',
    number: pending || kind === 'quarantined' ? null : 1234,
    expiresAt: pending ? new Date('2027-09-08T08:05:00Z') : null,
    edition: { slug: '2027', kind: 'real' },
    ...change,
  };
}

async function compose(kind: MailKind, facts: MailFacts | null): Promise<ComposedMail | null> {
  const composer = createMailComposer({
    readMailFacts: () => Promise.resolve(facts),
    keyring,
    clock: { now: () => NOW },
    publicOrigin: ORIGIN,
  });
  return composer(kind, RECORD);
}

async function composed(kind: MailKind, change: Partial<MailFacts> = {}): Promise<ComposedMail> {
  const mail = await compose(kind, factsFor(kind, change));
  if (!mail) throw new Error(`${kind} was not composed`);
  return mail;
}

const addresses = (text: string): string[] => text.match(/https?:\/\/[^\s"<>)]+/gu) ?? [];
const decoded = (html: string): string => html.replaceAll('&amp;', '&');

const CAUSE =
  /refugee|korea|china|chinese|petition|sign(?!er number)|embass|난민|북한|탈북|중국|청원|서명|难民|朝鲜|北韩|中国|请愿|签名|签署/iu;

const everyMail = LOCALES.flatMap((locale) => MAIL_KINDS.map((kind) => ({ locale, kind })));

describe.each(everyMail)('$kind in $locale', ({ kind, locale }) => {
  test('has HTML and text in its language', async () => {
    const mail = await composed(kind, { locale });
    expect(mail).toMatchObject({ locale, to: 'somebody@example.net', rehearsal: false });
    expect(mail.html).toContain(`lang="${locale}"`);
    for (const part of [mail.html, mail.text]) expect(part).toContain('Ana Lima');
  });

  test('loads nothing and leads nowhere but to our own pages', async () => {
    const { html, text } = await composed(kind, { locale });
    for (const part of [html, text]) {
      const found = addresses(part).filter((address) => !address.startsWith('http://www.w3.org/'));
      expect(found.filter((address) => !address.startsWith(`${ORIGIN}/${locale}`))).toEqual([]);
    }
    expect(html).not.toMatch(/<(?:img|script|iframe|object|video|audio|form|base)\b/iu);
    expect(html).not.toMatch(/url\(|@import|@font-face|\bsrc=|<link/iu);
  });

  test('says nothing of the cause in an inbox list', async () => {
    const { subject, html, text } = await composed(kind, { locale });
    const preview = /<div[^>]*display:none[^>]*>([^<]*)/u.exec(html)?.[1] ?? '';
    expect(preview.length).toBeGreaterThan(3);
    for (const shown of [subject, preview, text.split('\n', 1)[0]]) {
      expect(shown).not.toMatch(CAUSE);
      expect(shown).not.toContain('Ana');
    }
  });

  test('names no cause at all to a provider under Chinese law', async () => {
    const { html, text } = await composed(kind, { locale, email: 'somebody@163.com' });
    for (const part of [html, text]) {
      // What remains are the paths of our own addresses and HTML's own words.
      const words = part
        .replaceAll(/https?:\/\/[^\s"<>]+/gu, '')
        .replaceAll(/<style.*?<\/style>/gsu, '');
      expect(words.replaceAll(/<[^>]*>/gu, ' ')).not.toMatch(CAUSE);
    }
  });

  test('holds three separate links that are genuine', async () => {
    const { html, text } = await composed(kind, { locale });
    for (const part of [decoded(html), text]) {
      for (const purpose of ['withdraw', 'erase', 'unsubscribe'] as const) {
        const start = `${ORIGIN}/${locale}/petition/${purpose}?token=`;
        const token = addresses(part)
          .find((address) => address.startsWith(start))
          ?.slice(start.length);
        expect(linkRecordId(token ?? '')).toBe(RECORD);
        expect(linkIsGenuine(keyring, token ?? '', { purpose, id: RECORD, generation: 3 })).toBe(
          true,
        );
      }
    }
  });
});

test('the confirmation holds its link and its code, grouped, with the end of each', async () => {
  const { html, text } = await composed('confirm', { locale: 'ko' });
  const digits = confirmationCode(keyring, { id: RECORD, generation: 3, codeGeneration: 2 });
  for (const part of [decoded(html), text]) {
    expect(part).toContain(`${digits.slice(0, 3)} ${digits.slice(3)}`);
    expect(part).toContain('08:35');
    expect(part).toContain('2027년 9월 8일');
    const token = /\/ko\/petition\/confirm\?token=([\w-]{43})/u.exec(part)?.[1] ?? '';
    expect(linkIsGenuine(keyring, token, { purpose: 'confirm', id: RECORD, generation: 3 })).toBe(
      true,
    );
  }
});

test.each([
  ['is nearly over', { generation: 2, issuedAt: new Date('2027-09-01T07:44:00Z'), triesLeft: 5 }],
  ['has no tries left', { generation: 2, issuedAt: NOW, triesLeft: 0 }],
])('a code that %s is not sent', async (_, code) => {
  const { text } = await composed('confirm', { code });
  expect(text).not.toMatch(/\b[0-9]{3} [0-9]{3}\b/u);
  expect(text).toContain('/en/petition/confirm?token=');
});

test('a confirmed signer learns the number and where to share', async () => {
  const { text } = await composed('confirmed', { locale: 'en' });
  expect(text).toContain('signer number 1,234');
  expect(text).toContain(`${ORIGIN}/en\n`);
});

test.each(['<b>Ana</b>', '"><script>x</script>', 'עדה‏ לב', '👩🏽‍🚀', 'あ'.repeat(200)])(
  'the name %s is text',
  async (name) => {
    const { html, text, subject } = await composed('confirm', { name });
    expect(text).toContain(name);
    expect(html).not.toContain('<script');
    expect(html).not.toContain('<b>');
    expect(subject).toBe('Please confirm');
  },
);

test('an address in place of a name becomes no link', async () => {
  const name = 'Win at https://evil.example/prize or www.evil.example, me@evil.example';
  const { html, text } = await composed('confirm', { name });
  for (const part of [html, text]) {
    expect(part).toContain('Win at');
    expect(part).not.toMatch(/evil\.example|:\/\/evil|@evil/u);
  }
  expect((await composed('confirm', { name: 'Dr. J. Kim' })).text).toContain('Dr. J. Kim');
});

test('a rehearsal says so, and marks itself for the catcher', async () => {
  for (const locale of LOCALES satisfies readonly Locale[]) {
    const mail = await composed('confirm', {
      locale,
      edition: { slug: 'rehearsal', kind: 'rehearsal' },
    });
    expect(mail.rehearsal).toBe(true);
    expect(mail.subject).toMatch(/^REHEARSAL · /u);
    for (const part of [mail.html, mail.text]) expect(part).toContain('REHEARSAL');
  }
});

test.each<[MailKind, Partial<MailFacts>]>([
  ['confirm', { state: 'confirmed' }],
  ['confirm', { expiresAt: new Date('2027-09-01T08:10:00Z') }],
  ['reminder', { state: 'withdrawn' }],
  ['confirmed', { state: 'withdrawn' }],
  ['confirmed', { email: null, name: null }],
  ['quarantined', { state: 'confirmed' }],
  ['already-signed', { state: 'void' }],
])('%s is not sent once %o', async (kind, change) => {
  expect(await compose(kind, factsFor(kind, change))).toBeNull();
});

test('nothing is sent about a record that is gone', async () => {
  expect(await compose('confirm', null)).toBeNull();
});
