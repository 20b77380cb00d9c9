// C0, DEL, C1; unpaired surrogates; non-characters; and the bidirectional overrides, which can disguise text
// around what they stand in. Plain right-to-left letters and emoji joiners are text and stay.
const FORBIDDEN = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\ufffe\uffff]/u;

/**
 * Whether a text is nothing but text: one rule for names, messages, petitions and news. `allowed`: controls
 * that are text where there is more than one line, such as the newline.
 */
export function isPlainText(text: string, allowed: '' | '\n' | '\n\t' = ''): boolean {
  // Not taken out, which could make a pair of two surrogates that were alone.
  const rest = Array.from(allowed).reduce((left, one) => left.replaceAll(one, ' '), text);
  return !FORBIDDEN.test(rest);
}
