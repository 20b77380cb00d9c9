/**
 * Mail programs know no design tokens: the few colours a mail needs are written here, after the paper
 * and night rooms of the site, and repeated for dark mode.
 */
const PAPER = {
  back: '#fbf7f0',
  ink: '#1b1a17',
  quiet: '#5f594d',
  line: '#d9d1c2',
  act: '#8a4b00',
};
const NIGHT = {
  back: '#0b1020',
  ink: '#ede9e0',
  quiet: '#a9a698',
  line: '#2b3352',
  act: '#f2a33a',
};

const FONT =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Apple SD Gothic Neo', 'Malgun Gothic', 'PingFang SC', 'Microsoft YaHei', sans-serif";

const text = { fontSize: '16px', lineHeight: '26px', margin: '16px 0', color: PAPER.ink } as const;

/** Inline styles, which every mail program reads. */
export const STYLES = {
  body: { backgroundColor: PAPER.back, fontFamily: FONT, margin: '0', padding: '0' },
  container: { maxWidth: '560px', margin: '0 auto', padding: '24px 20px' },
  text,
  quiet: { ...text, fontSize: '14px', lineHeight: '22px', color: PAPER.quiet },
  button: {
    backgroundColor: PAPER.act,
    color: '#ffffff',
    borderRadius: '8px',
    padding: '14px 28px',
    fontSize: '17px',
    fontWeight: '600',
    textDecoration: 'none',
  },
  link: { color: PAPER.act, wordBreak: 'break-all', textDecoration: 'underline' },
  code: {
    ...text,
    fontSize: '28px',
    lineHeight: '36px',
    fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
    letterSpacing: '2px',
    margin: '8px 0',
  },
  rule: { borderColor: PAPER.line, margin: '28px 0 20px' },
  name: { overflowWrap: 'anywhere', wordBreak: 'break-word' },
} as const;

/** For programs that read a style sheet: the night room, and Korean words kept whole. */
export const STYLE_SHEET = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
:lang(ko) p { word-break: keep-all; overflow-wrap: anywhere; }
@media (prefers-color-scheme: dark) {
  .back, .back td { background-color: ${NIGHT.back} !important; }
  .ink { color: ${NIGHT.ink} !important; }
  .quiet { color: ${NIGHT.quiet} !important; }
  .link { color: ${NIGHT.act} !important; }
  .act { background-color: ${NIGHT.act} !important; color: ${NIGHT.back} !important; }
  .rule { border-color: ${NIGHT.line} !important; }
}
`;
