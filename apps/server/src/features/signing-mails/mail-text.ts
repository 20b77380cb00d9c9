import type { MailBlock, MailContent } from './mail-content.ts';

/** The same mail as plain text, for programs and people that want no HTML. */
export function mailText({ preview, greeting, blocks, footer }: MailContent): string {
  return [preview, greeting, ...blocks.flatMap(lines), '--', ...footer.flatMap(lines)]
    .join('\n\n')
    .concat('\n');
}

function lines(block: MailBlock, place: number, blocks: readonly MailBlock[]): string[] {
  switch (block.kind) {
    case 'text':
    case 'quiet':
      return isAboutTheButton(block, place, blocks) ? [] : [block.text];
    case 'button':
    case 'link':
      return [`${block.label}\n${block.href}`];
    case 'address':
      return repeatsTheButton(block, blocks) ? [] : [block.href];
    case 'code':
      return [block.code];
  }
}

/** In text the button is its address already; "if the button does not work" would puzzle. */
const isAboutTheButton = (block: MailBlock, place: number, blocks: readonly MailBlock[]): boolean =>
  block.kind === 'quiet' && blocks[place - 1]?.kind === 'button';

const repeatsTheButton = (
  { href }: Extract<MailBlock, { kind: 'address' }>,
  blocks: readonly MailBlock[],
): boolean => blocks.some((other) => other.kind === 'button' && other.href === href);
