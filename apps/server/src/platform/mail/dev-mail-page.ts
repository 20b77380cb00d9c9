import { escapeHtml } from '../escape-html.ts';
import type { CaughtMail } from './caught-mails.ts';

/**
 * The local mailbox's pages. Not for the public, hence in one language and without the design system; but
 * everything in them came by mail, so all of it is escaped.
 */
export const PAGE_SIZE = 25;

const STYLE = `
:root { color-scheme: light dark; --paper: #fbf7f0; --ink: #1b1a17; --line: #d9d1c2; --quiet: #6b6558; --link: #8a4b00; }
@media (prefers-color-scheme: dark) { :root { --paper: #0b1020; --ink: #ede9e0; --line: #2b3352; --quiet: #a9a698; --link: #f2a33a; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 46rem; padding: 1rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.4rem; margin: 0.5rem 0 0; }
h2 { font-size: 1.1rem; margin: 0; }
a { color: var(--link); }
.quiet { color: var(--quiet); font-size: 0.9rem; margin: 0.25rem 0 0.75rem; }
article { border-top: 1px solid var(--line); padding: 1rem 0; }
.text { font: inherit; white-space: pre-wrap; margin: 0.75rem 0 0; }
iframe { width: 100%; height: 46rem; border: 1px solid var(--line); border-radius: 0.5rem; background: #fff; margin-top: 1rem; }
.tap { display: inline-block; min-height: 44px; padding: 0.6rem 0; }
`;

/** The list, newest first; reloads itself, so that a new mail appears without JavaScript. */
export function mailboxPage(mails: readonly CaughtMail[], from: number): string {
  const shown = mails.slice(from, from + PAGE_SIZE);
  const older =
    from + PAGE_SIZE < mails.length
      ? `<a class="tap" href="/dev/mail?from=${from + PAGE_SIZE}">Older mails</a>`
      : '';
  const articles = shown.map(
    (mail) => `<article>
<h2><a class="tap" href="/dev/mail/${mail.id}">${escapeHtml(mail.subject)}</a></h2>
<p class="quiet">to ${escapeHtml(mail.to)} · <time datetime="${mail.at}">${readable(mail.at)}</time></p>
<div class="text">${linked(mail.text)}</div>
</article>`,
  );
  const empty =
    '<p>No mail yet. Whatever Lantern sends while it runs on this machine appears here and goes nowhere else.</p>';
  return page({
    title: 'Dev mailbox',
    refresh: from === 0,
    body: `<h1>Dev mailbox</h1>
<p class="quiet">${mails.length} kept on this machine. Nothing was sent to anyone.</p>
${shown.length === 0 ? empty : articles.join('\n')}
${older}`,
  });
}

/** One mail as HTML and as text. */
export function mailPage(mail: CaughtMail): string {
  return page({
    title: mail.subject,
    refresh: false,
    body: `<p><a class="tap" href="/dev/mail">All mails</a></p>
<h1>${escapeHtml(mail.subject)}</h1>
<p class="quiet">to ${escapeHtml(mail.to)} · <time datetime="${mail.at}">${readable(mail.at)}</time></p>
<iframe title="The mail as HTML" src="/dev/mail/${mail.id}/html" sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"></iframe>
<h2>As text</h2>
<div class="text">${linked(mail.text)}</div>`,
  });
}

/** The mail's own HTML; its links leave the frame. */
export function mailFrame(mail: CaughtMail): string {
  const html = mail.html || `<pre>${escapeHtml(mail.text)}</pre>`;
  return /<head\b[^>]*>/iu.test(html)
    ? html.replace(/<head\b[^>]*>/iu, (head) => `${head}<base target="_top">`)
    : `<base target="_top">${html}`;
}

function page({ title, refresh, body }: { title: string; refresh: boolean; body: string }): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${refresh ? '<meta http-equiv="refresh" content="5">' : ''}
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
${body}
</body>
</html>
`;
}

const readable = (iso: string): string => `${iso.slice(0, 19).replace('T', ' ')} UTC`;

const linked = (text: string): string =>
  text
    .split(/(https?:\/\/[^\s<>"]+)/u)
    .map((part, index) =>
      index % 2 === 1 ? `<a href="${escapeHtml(part)}">${escapeHtml(part)}</a>` : escapeHtml(part),
    )
    .join('');
