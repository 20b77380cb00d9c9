import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import styles from './embed.css?url';
import { roomOf, type EmbedRequest } from './embed-request.server.ts';

interface Frame {
  request: EmbedRequest;
  title: string;
  /** Own scripts, besides the one that tells the frame's height. */
  scripts?: readonly string[];
}

/**
 * A whole document for a frame in somebody else's site: one sheet, small scripts that it does not need, and
 * nothing that becomes alive in the browser. Its links and its form open a tab of our own.
 */
export function frameAnswer(content: ReactNode, { request, title, scripts = [] }: Frame): Response {
  const { locale, theme } = request;
  const html = renderToStaticMarkup(
    <html lang={locale} className={roomOf(theme)}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{title}</title>
        <base target="_blank" />
        <link rel="stylesheet" href={styles} />
        {[...scripts, '/embed/frame.js'].map((file) => (
          <script key={file} type="module" src={file} />
        ))}
      </head>
      <body>{content}</body>
    </html>,
  );
  return new Response(`<!doctype html>${html}`, {
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-language': locale },
  });
}
