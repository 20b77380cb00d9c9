import { useEffect, useState } from 'react';

/** `opening`: a link is being turned into a session; `dead`: it was of no use. */
type Link = 'none' | 'opening' | 'dead';

/** A screen's secret is renewed this often, ms; it ends 30 days after the last time. */
const PROLONG_MS = 6 * 3_600_000;
/** A link that found no network is tried again after this long, ms. */
const AGAIN_MS = 3_000;

/**
 * Opens the link in the address, once, and takes it out of the address: it would stand in a history. Goes on
 * renewing; for a person's browser, which is no screen, that does nothing.
 */
export function useScreen(): Link {
  const [link, setLink] = useState<Link>(() => (tokenInAddress() === null ? 'none' : 'opening'));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const open = (token: string) => {
      post({ token }).then(
        (isOpen) => setLink(isOpen ? 'none' : 'dead'),
        () => {
          timer = setTimeout(() => open(token), AGAIN_MS);
        },
      );
    };
    const token = tokenInAddress();
    if (token !== null) {
      history.replaceState(history.state, '', `${location.pathname}${location.search}`);
      open(token);
    }
    const prolonging = setInterval(() => void post({}).catch(() => undefined), PROLONG_MS);
    return () => {
      clearTimeout(timer);
      clearInterval(prolonging);
    };
  }, []);
  return link;
}

function tokenInAddress(): string | null {
  return /^#([\w-]{43})$/u.exec(location.hash)?.[1] ?? null;
}

/** Whether the server agreed; rejects without a network. */
async function post(body: { token?: string }): Promise<boolean> {
  const answer = await fetch('/api/screen', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return answer.ok;
}
