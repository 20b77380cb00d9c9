import { useEffect } from 'react';

/**
 * Takes the token out of the address bar, so that a copied address, a bookmark or a glance over the
 * shoulder does not carry it. The page stays; opened again, it speaks without the signer's number.
 */
export function useTokenLeavesAddress(): void {
  useEffect(() => {
    const url = new URL(location.href);
    if (!url.searchParams.has('token')) return;
    url.searchParams.delete('token');
    history.replaceState(history.state, '', url);
  }, []);
}
