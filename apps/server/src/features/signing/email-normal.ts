import { domainToASCII } from 'node:url';
import { providerOf, type MailProviderRules } from './mail-providers.ts';

/** A mail address as the deduplication sees it. Mail goes to the address as typed, never to this. */
export interface NormalEmail {
  /** Equal for two spellings of the same mailbox, as far as its provider's rules are known. */
  address: string;
  /** ASCII, lower case, as typed (aliases of a provider are not merged). */
  domain: string;
  /** A big provider's domain, or `other`: all that may be shown of it. */
  provider: string;
}

/**
 * Normalises an address that passed `emailSchema`: NFKC, case, internationalised domains, and the big
 * providers' dots and tags. Elsewhere a tag stays, since there it may be another person's mailbox.
 */
export function normaliseEmail(email: string): NormalEmail {
  const folded = email.normalize('NFKC').trim().toLowerCase();
  const at = folded.lastIndexOf('@');
  const domain = asciiDomain(folded.slice(at + 1));
  const rules = providerOf(domain);
  const local = folded.slice(0, at);
  return rules
    ? { address: `${mailbox(local, rules)}@${rules.domain}`, domain, provider: rules.domain }
    : { address: `${local}@${domain}`, domain, provider: 'other' };
}

function asciiDomain(domain: string): string {
  const typed = domain.replace(/\.$/u, '');
  // Empty means that IDNA refuses it; the address can receive nothing, but still needs one spelling.
  return domainToASCII(typed) || typed;
}

function mailbox(local: string, { tag, ignoresDots }: MailProviderRules): string {
  const end = tag ? local.indexOf(tag) : -1;
  const untagged = end > 0 ? local.slice(0, end) : local;
  const bare = ignoresDots ? untagged.replaceAll('.', '') : untagged;
  return bare || local;
}
