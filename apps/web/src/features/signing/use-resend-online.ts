import { useRef } from 'react';

/**
 * Sends a form by itself once the browser is online again: what was meant to be sent is sent, and the server
 * makes one signature of it however often that is.
 */
export function useResendOnline() {
  const waiting = useRef<AbortController>(null);
  return {
    cancel: () => waiting.current?.abort(),
    wait: (form: HTMLFormElement) => {
      waiting.current = new AbortController();
      const { signal } = waiting.current;
      addEventListener('online', () => form.requestSubmit(), { once: true, signal });
    },
  };
}
