import { render } from '@react-email/render';
import { LOCALES } from '@lantern/schemas/locale';
import { createElement } from 'react';
import { expect, test } from 'vitest';
import type { MailContent } from './mail-content.ts';
import { createMailRenderer } from './mail-html.ts';
import { MailTemplate } from './mail-template.tsx';

const HOSTILE = `<b onclick="x">'&amp;' $& $1 slot-3-of-mail </style><script>`;

function content(name: string, change: Partial<MailContent> = {}): MailContent {
  const href = `https://day.example.org/en/petition/confirm?token=a&edition=${encodeURIComponent(name)}`;
  return {
    locale: 'en',
    subject: `Please confirm, ${name}`,
    preview: 'One press is missing',
    greeting: `Dear ${name},`,
    blocks: [
      { kind: 'text', text: `Hello ${name}` },
      { kind: 'button', label: `Press, ${name}`, href },
      { kind: 'address', href: `${href}&plain` },
      { kind: 'code', code: '123 456' },
      { kind: 'quiet', text: `Until ${name}` },
    ],
    footer: [{ kind: 'link', label: `Leave, ${name}`, href: `${href}&leave` }],
    ...change,
  };
}

test.each(LOCALES)('is what React draws, for every person anew (%s)', async (locale) => {
  const renderMail = createMailRenderer();
  for (const name of ['Ana Lima', HOSTILE, '김민지', '']) {
    const mail = content(name, { locale });
    expect(await renderMail(mail)).toBe(
      await render(createElement(MailTemplate, { content: mail })),
    );
  }
});

test('keeps mails of different shapes apart', async () => {
  const renderMail = createMailRenderer();
  const full = content('Ana Lima');
  const shapes = [
    full,
    content('Bo', { blocks: full.blocks.slice(0, 2) }),
    content('Bo', { preview: 'Another preview, longer than the first' }),
    content('Bo', { blocks: [], footer: [] }),
  ];
  for (const mail of shapes)
    expect(await renderMail(mail)).toBe(
      await render(createElement(MailTemplate, { content: mail })),
    );
});
