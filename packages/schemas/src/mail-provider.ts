/**
 * Mail providers under the law of the People's Republic of China, which can make them show a mailbox to the
 * state (National Intelligence Law 2017, articles 7 and 14; Cybersecurity Law 2017, article 28). A signer
 * there is warned before signing, and the mails that are sent name neither the cause nor a petition.
 */
export const CHINESE_MAIL_DOMAINS = [
  'qq.com',
  'foxmail.com',
  '163.com',
  '126.com',
  'yeah.net',
  '188.com',
  'netease.com',
  'sina.com',
  'sohu.com',
  'sogou.com',
  'aliyun.com',
  'alibaba-inc.com',
  '139.com',
  '189.com',
  '21cn.com',
  '21cn.net',
  '263.net',
  '263.com',
  'tom.com',
  '163.net',
  'eyou.com',
  'chinaren.com',
  'citiz.net',
  'enet.com.cn',
  'wo.com.cn',
  'xinhuanet.com',
  'huawei.com',
  'mi.com',
  'cntv.cn',
] as const;

/** `.cn`, `.中国` and `.中國`: whoever keeps a mailbox there answers to a registrar in China. */
const CHINESE_ENDINGS: ReadonlySet<string> = new Set([
  'cn',
  '中国',
  '中國',
  'xn--fiqs8s',
  'xn--fiqz9s',
]);

const domains: ReadonlySet<string> = new Set(CHINESE_MAIL_DOMAINS);

/** Whether mail to `address` (or to the domain alone) lies with such a provider, subdomains included. */
export function isUnderChineseLaw(address: string): boolean {
  const domain = address
    .slice(address.lastIndexOf('@') + 1)
    .trim()
    .toLowerCase()
    .replace(/\.$/u, '');
  const labels = domain.split('.');
  if (labels.length < 2) return false;
  return (
    CHINESE_ENDINGS.has(labels.at(-1) ?? '') ||
    labels.some((_, start) => domains.has(labels.slice(start).join('.')))
  );
}
