import { useHydrated } from '@lantern/ui/use-hydrated';
import { useRef, useState, type SubmitEvent } from 'react';
import { flushSync } from 'react-dom';
import { useLanguage } from '../../shared/i18n/translate.ts';
import { sendMessage, type Refusal } from './send-message.ts';

/** The form's life in the browser: one sending at a time, faults in place, typed text kept. */
export function useContactForm(refusedBefore: Refusal | null) {
  const { locale } = useLanguage();
  const enhanced = useHydrated();
  const [sending, setSending] = useState(false);
  const [refusal, setRefusal] = useState(refusedBefore);
  // A second tap arrives before React has drawn the first one's state.
  const busy = useRef(false);

  async function send(form: HTMLFormElement) {
    if (busy.current) return;
    busy.current = true;
    setSending(true);
    const refused = await sendMessage({ ...Object.fromEntries(new FormData(form)), locale });
    busy.current = false;
    flushSync(() => {
      setSending(false);
      setRefusal(refused);
    });
    if (refused) focusFirstFault(form);
    else thank(form);
  }

  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    void send(event.currentTarget);
  };
  return { enhanced, sending, refusal, onSubmit };
}

/** The same thanks as without JavaScript: the fragment shows it. */
function thank(form: HTMLFormElement) {
  form.reset();
  location.hash = '#sent';
  document.querySelector<HTMLElement>('#sent')?.focus();
}

function focusFirstFault(form: HTMLFormElement) {
  const field = form.querySelector<HTMLElement>('[aria-invalid=true]');
  (field ?? form.querySelector<HTMLElement>('[role=alert]'))?.focus();
}
