import MailChecker from 'mailchecker';

/** Whether a domain (ASCII, lower case), or one above it, hands out throwaway addresses. */
export function isDisposableDomain(domain: string): boolean {
  const known = MailChecker.blacklist();
  const labels = domain.split('.');
  return labels.some((_, index) => known.has(labels.slice(index).join('.')));
}
