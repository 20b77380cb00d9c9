import type { Locale } from './locale.ts';

export const EMBED_KINDS = ['counter', 'sign'] as const;
export type EmbedKind = (typeof EMBED_KINDS)[number];
export const EMBED_THEMES = ['light', 'dark', 'auto'] as const;
export type EmbedTheme = (typeof EMBED_THEMES)[number];

/** Heights in px at which nothing is cut from 320 px width on, in every language; promised to partners. */
export const EMBED_HEIGHTS = { counter: 180, sign: 900 } as const satisfies Record<
  EmbedKind,
  number
>;

/** What a frame is called to screen readers, in the frame's own language. */
export const EMBED_TITLES = {
  en: { counter: 'Signatures so far', sign: 'Sign the petition' },
  ko: { counter: '지금까지의 서명', sign: '청원에 서명하기' },
  'zh-Hans': { counter: '目前的签名人数', sign: '签署请愿书' },
} as const satisfies Record<Locale, Record<EmbedKind, string>>;

/** What a partner's page is to show. */
export interface Embed {
  kind: EmbedKind;
  /** Our own, e.g. `https://example.org`. */
  origin: string;
  /** The partner's code; null only for the counter. */
  ref: string | null;
  locale: Locale;
  theme: EmbedTheme;
}

/** The frame's address. */
export function embedAddress({ kind, origin, ref, locale, theme }: Embed): string {
  const query = new URLSearchParams({ ...(ref !== null && { ref }), lang: locale, theme });
  return `${origin}/embed/${kind}?${query.toString()}`;
}

/** HTML to paste into a page: a frame, and the script that fits its height. */
export function embedCode(embed: Embed): string {
  const { kind, origin, locale } = embed;
  // All values are ours or a registered code, so nothing needs escaping but the query's `&`.
  const src = embedAddress(embed).replaceAll('&', '&amp;');
  const size = `width:100%;max-width:600px;height:${EMBED_HEIGHTS[kind]}px;border:0`;
  return [
    `<iframe src="${src}" title="${EMBED_TITLES[locale][kind]}" style="${size}" loading="lazy"></iframe>`,
    `<script src="${origin}/embed/resize.js" async></script>`,
  ].join('\n');
}
