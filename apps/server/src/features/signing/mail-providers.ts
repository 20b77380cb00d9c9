/** How a provider reads the part before the `@`: what it ignores makes no other mailbox. */
export interface MailProviderRules {
  /** One of the provider's domains, which stands for all that reach the same mailbox. */
  domain: string;
  ignoresDots: boolean;
  /** Everything from this character on is a tag of the owner's own. */
  tag: '+' | '-' | null;
}

const PLUS = { ignoresDots: false, tag: '+' } as const;
const PLAIN = { ignoresDots: false, tag: null } as const;

const withEndings = (name: string, endings: string): string[] =>
  endings.split(' ').map((ending) => `${name}.${ending}`);

// Regional endings are listed one by one: anybody may own `hotmail.` under another country.
const HOTMAIL = withEndings(
  'hotmail',
  'com co.uk fr de it es co.jp co.kr ca be nl se no dk fi gr ch at cl com.ar com.br com.au com.tw',
);
const LIVE = withEndings(
  'live',
  'com co.uk fr de it nl be ca se no dk ie at jp co.kr com.au com.mx com.pt cn hk',
);
const OUTLOOK = withEndings(
  'outlook',
  'com fr de it es jp kr ie at be cl cz dk in sa sg pt com.br com.au com.tr co.id co.th',
);
const YAHOO = withEndings(
  'yahoo',
  'com ca de fr it es se no dk nl ie gr pl ro in co.uk co.jp co.kr co.in co.id co.nz com.au com.br com.mx com.ar com.hk com.sg com.ph com.my com.tw com.vn com.tr',
);

const separate = (domains: readonly string[], rules: Omit<MailProviderRules, 'domain'>) =>
  domains.map((domain) => [domain, { domain, ...rules }] as const);
const sameMailbox = (domain: string, others: string[], rules: Omit<MailProviderRules, 'domain'>) =>
  [domain, ...others].map((alias) => [alias, { domain, ...rules }] as const);

/**
 * The big providers, by domain. Sources: each provider's help on aliases (Gmail: dots and plus;
 * Microsoft, Apple, Fastmail, Yandex: plus; Proton: plus, and dots, since names that differ by them
 * cannot both exist; Yahoo: a dash before the tag).
 */
const PROVIDERS: ReadonlyMap<string, MailProviderRules> = new Map([
  ...sameMailbox('gmail.com', ['googlemail.com'], { ignoresDots: true, tag: '+' }),
  ...sameMailbox('proton.me', ['protonmail.com', 'pm.me'], { ignoresDots: true, tag: '+' }),
  ...sameMailbox('icloud.com', ['me.com', 'mac.com'], PLUS),
  ...sameMailbox('yandex.ru', ['yandex.com', 'ya.ru', 'yandex.by', 'yandex.kz'], PLUS),
  ...separate([...OUTLOOK, ...HOTMAIL, ...LIVE, 'msn.com'], PLUS),
  ...separate(['fastmail.com', 'fastmail.fm', 'zoho.com', 'tuta.com', 'tutanota.com'], PLUS),
  ...separate([...YAHOO, 'ymail.com', 'rocketmail.com'], { ignoresDots: false, tag: '-' }),
  ...separate(['aol.com', 'gmx.com', 'gmx.net', 'gmx.de', 'gmx.at', 'gmx.ch', 'web.de'], PLAIN),
  ...separate(['t-online.de', 'freenet.de', 'orange.fr', 'wanadoo.fr', 'free.fr'], PLAIN),
  ...separate(
    ['laposte.net', 'sfr.fr', 'libero.it', 'virgilio.it', 'ziggo.nl', 'kpnmail.nl'],
    PLAIN,
  ),
  ...separate(['btinternet.com', 'sky.com', 'comcast.net', 'verizon.net', 'att.net'], PLAIN),
  ...separate(['shaw.ca', 'rogers.com', 'bigpond.com', 'mail.ru', 'seznam.cz', 'wp.pl'], PLAIN),
  ...separate(['naver.com', 'daum.net', 'hanmail.net', 'kakao.com', 'nate.com'], PLAIN),
  ...separate(['qq.com', 'foxmail.com', '163.com', '126.com', 'yeah.net', '139.com'], PLAIN),
  ...separate(['sina.com', 'sina.cn', 'sohu.com', 'aliyun.com', 'docomo.ne.jp'], PLAIN),
]);

/** The rules of a big provider's domain (lower case, ASCII); null for everybody else's. */
export function providerOf(domain: string): MailProviderRules | null {
  return PROVIDERS.get(domain) ?? null;
}
