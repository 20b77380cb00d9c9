import { randomBytes } from 'node:crypto';
import { LOCALES } from '@lantern/schemas/locale';
import { expect, test } from 'vitest';
import { createKeyring } from '../../platform/keyring.ts';
import { linkIsGenuine } from '../../platform/signing-links.ts';
import { createNewsDrawer, type NewsToDraw } from './news-mail.ts';

const keyring = createKeyring(randomBytes(32));
const draw = createNewsDrawer({ keyring, publicOrigin: 'https://day.example.org' });
const reader = {
  name: 'Ana',
  links: { id: '0197b0c5-7d4e-7a6b-8c1d-2e3f4a5b6c7d', generation: 1 },
};
const NEWS: NewsToDraw = {
  newsId: '0197b0c5-7d4e-7a6b-8c1d-2e3f4a5b6c00',
  locale: 'en',
  subject: 'The letter for the refugees',
  body: 'It was <b>handed over</b>.\n\nSame.\nSame.\n\nhttps://day.example.org/en/why',
  reader,
  guarded: false,
  test: false,
  edition: { slug: '2027', kind: 'real' },
};

test('says what was written, as text, line by line, with an address of its own as a link', async () => {
  const { subject, html, text } = await draw(NEWS);
  expect(subject).toBe(NEWS.subject);
  expect(html).toContain('It was &lt;b&gt;handed over&lt;/b&gt;.');
  expect(html.match(/>Same\.</gu)).toHaveLength(2);
  expect(html).toContain('href="https://day.example.org/en/why"');
  expect(text).toContain('It was <b>handed over</b>.\n\nSame.\n\nSame.\n\nhttps://');
  expect(html).not.toMatch(/<(?:img|script|iframe|form|base)\b|url\(|\bsrc=/iu);
});

test.each(LOCALES)('has three ways out and one press, all genuine, in %s', async (locale) => {
  const { html, text, headers } = await draw({ ...NEWS, locale });
  for (const purpose of ['withdraw', 'erase', 'unsubscribe'] as const) {
    const token = new RegExp(`/${locale}/petition/${purpose}\\?token=([\\w-]{43})`, 'u');
    for (const part of [html, text])
      expect(
        linkIsGenuine(keyring, token.exec(part)?.[1] ?? '', { purpose, ...reader.links }),
      ).toBe(true);
  }
  const url = new URL(headers['List-Unsubscribe']?.slice(1, -1) ?? '');
  const token = url.searchParams.get('token') ?? '';
  expect(linkIsGenuine(keyring, token, { purpose: 'unsubscribe', ...reader.links })).toBe(true);
});

const CAUSE =
  /refugee|korea|china|chinese|petition|letter|难民|朝鲜|信件|签名|난민|북한|서한|서명/iu;

test.each(LOCALES)('names nothing to a provider under Chinese law, in %s', async (locale) => {
  const { subject, html, text } = await draw({ ...NEWS, locale, guarded: true });
  for (const part of [subject, html.replace(/<style.*?<\/style>/su, ''), text])
    expect(part.replaceAll(/https?:\/\/[^\s"<>]+/gu, '').replaceAll(/<[^>]*>/gu, ' ')).not.toMatch(
      CAUSE,
    );
  expect(text).toContain(`https://day.example.org/${locale}/news/${NEWS.newsId}`);
});

test("a preview and a test hold nobody's links", async () => {
  const { html, text, headers } = await draw({ ...NEWS, reader: null, test: true });
  expect(headers).toEqual({});
  expect(text).toContain('TEST');
  for (const part of [html, text]) expect(part.match(/token=NONE\b/gu)).toHaveLength(3);
});

test('a rehearsal says so', async () => {
  const edition = { slug: 'rehearsal', kind: 'rehearsal' } as const;
  const { subject, html, text } = await draw({ ...NEWS, edition });
  for (const part of [subject, html, text]) expect(part).toContain('REHEARSAL');
});
