import tokens from '@lantern/ui/tokens.css?raw';

/** The ground of each room as the tokens name it, for what no style sheet reaches. */
export const GROUNDS = { paper: groundAfter(':root'), night: groundAfter('.room-night') };

function groundAfter(selector: string): string {
  const ground = tokens
    .slice(tokens.indexOf(`\n${selector}`))
    .match(/--ground: (#[0-9a-f]{6});/u)?.[1];
  if (!ground) throw new Error(`the tokens name no ground for ${selector}`);
  return ground;
}
