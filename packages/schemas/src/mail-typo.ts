/**
 * Mail domains that many signers have, by name: the ending each exists under, or several. A mistyped one
 * loses the confirmation, so it is asked about and never refused. No provider under Chinese law is here:
 * nobody is to be led to one.
 */
const ONE_ENDING: Readonly<Record<string, string>> = {
  gmail: 'com',
  googlemail: 'com',
  icloud: 'com',
  naver: 'com',
  kakao: 'com',
  nate: 'com',
  hanmail: 'net',
  daum: 'net',
  proton: 'me',
};
const SEVERAL_ENDINGS = ['hotmail', 'outlook', 'yahoo', 'live', 'protonmail'] as const;

/** Slips of `com`; some are countries, where none of these providers has mailboxes. */
const SLIPS_OF_COM: ReadonlySet<string> = new Set(
  ' co cm om con cmo ocm vom xom cim cpm comm coom c0m comn cok cin'.split(' '),
);

/** One slip away from a name above, and real: whoever writes these means them. */
const REAL: ReadonlySet<string> = new Set(['email', 'ymail', 'mail', 'cloud', 'photon']);

/** From so many letters on, two slips are still recognised. */
const LONG_NAME = 8;
/** Below, a slip makes as likely another word. */
const SHORT_NAME = 5;

/**
 * The domain that was probably meant by `address`, where what stands after its `@` looks mistyped; null for
 * everything else, which is nearly everything.
 */
export function suggestedDomain(address: string): string | null {
  const at = address.lastIndexOf('@');
  if (at < 0) return null;
  const typed = address
    .slice(at + 1)
    .trim()
    .toLowerCase();
  const meant = meantBy(typed.replaceAll(/[,。．]/gu, '.').replace(/\.$/u, ''));
  return meant === typed ? null : meant;
}

function meantBy(typed: string): string | null {
  const [first = '', ...rest] = typed.split('.');
  const single = nearest(first, Object.keys(ONE_ENDING));
  if (single !== null) return `${single}.${ONE_ENDING[single] ?? ''}`;
  const several = nearest(first, SEVERAL_ENDINGS);
  const ending = rest.join('.');
  return several && `${several}.${SLIPS_OF_COM.has(ending) ? 'com' : ending}`;
}

function nearest(name: string, known: readonly string[]): string | null {
  if (known.includes(name)) return name;
  if (name.length < SHORT_NAME - 1 || REAL.has(name)) return null;
  return known.find((candidate) => slips(name, candidate) <= allowed(candidate)) ?? null;
}

function allowed({ length }: string): number {
  if (length < SHORT_NAME) return 0;
  return length < LONG_NAME ? 1 : 2;
}

/** How many letters were left out, added, changed or swapped with the next (optimal string alignment). */
function slips(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return Infinity;
  const rows = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const changed = cell(rows, i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped =
        a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? cell(rows, i - 2, j - 2) + 1 : Infinity;
      row.push(Math.min(cell(rows, i - 1, j) + 1, (row[j - 1] ?? 0) + 1, changed, swapped));
    }
    rows.push(row);
  }
  return cell(rows, a.length, b.length);
}

const cell = (rows: readonly number[][], row: number, column: number): number =>
  rows[row]?.[column] ?? Infinity;
