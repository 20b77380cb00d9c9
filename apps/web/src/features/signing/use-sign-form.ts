import type { FieldCode } from '@lantern/schemas/error-codes';
import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import type { FormState } from '../../shared/api/load-context.ts';
import { useEdition } from '../../shared/edition.ts';
import { useLanguage } from '../../shared/i18n/translate.ts';
import { pathTo } from '../../shared/paths.ts';
import type { Trouble } from './form-trouble.tsx';
import { currentTextHash, emptyFields, submitSignature, type Sent } from './submit-signature.ts';

interface Options {
  formState: FormState | null;
}

interface Faults {
  fields: Record<string, FieldCode>;
  trouble: Trouble | null;
}

/** The form's life in the browser: one sending at a time, faults in place, typed text kept. */
export function useSignForm({ formState }: Options) {
  const { locale } = useLanguage();
  const edition = useEdition();
  const query = edition.asked ? `?edition=${encodeURIComponent(edition.asked)}` : '';
  const action = `/api/v1/signatures${query}`;
  const [textHash, setTextHash] = useState(edition.textHash);
  const [enhanced, setEnhanced] = useState(false);
  const [sending, setSending] = useState(false);
  const [faults, setFaults] = useState(() => faultsOf(formState));
  const form = useRef<HTMLFormElement>(null);
  // A second tap arrives before React has drawn the first one's state.
  const busy = useRef(false);

  useEffect(() => {
    setEnhanced(true);
    // Coming back by the browser's history revives the page as it was left: sending.
    const revive = (event: PageTransitionEvent) => event.persisted && release();
    addEventListener('pageshow', revive);
    return () => removeEventListener('pageshow', revive);
  }, []);

  useEffect(() => {
    if (enhanced) focusFirstFault(form.current);
  }, [faults]);

  function release() {
    busy.current = false;
    setSending(false);
  }

  async function onSubmit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy.current) return;
    form.current = event.currentTarget;
    const values = Object.fromEntries(new FormData(event.currentTarget));
    const empty = emptyFields(values);
    if (Object.keys(empty).length > 0) {
      setFaults({ fields: empty, trouble: { code: 'invalid-input' } });
      return;
    }
    busy.current = true;
    setSending(true);
    const sent = await submitSignature(action, values);
    if (sent.status === 'accepted') {
      const next = { token: sent.amendToken, edition: edition.asked };
      location.assign(pathTo(locale, '/petition/check-mail', next));
      return;
    }
    // What was typed stays; the next press signs the new text, which the fault asks to read first.
    if (sent.status === 'refused' && sent.code === 'text-changed')
      setTextHash((await currentTextHash(locale, query)) ?? textHash);
    setFaults(faultsOfAnswer(sent));
    release();
  }

  return { action, textHash, enhanced, sending, onSubmit, ...faults };
}

function faultsOf(state: FormState | null): Faults {
  if (!state) return { fields: {}, trouble: null };
  const { fields, code, retryAfterSeconds } = state;
  return { fields, trouble: { code, retryAfterSeconds } };
}

function faultsOfAnswer(sent: Exclude<Sent, { status: 'accepted' }>): Faults {
  if (sent.status !== 'refused') return { fields: {}, trouble: { code: sent.status } };
  const { fields, code, retryAfterSeconds } = sent;
  return { fields, trouble: { code, retryAfterSeconds } };
}

function focusFirstFault(form: HTMLFormElement | null) {
  const target = form?.querySelector<HTMLElement>('[aria-invalid=true], [role=alert]');
  const field = form?.querySelector<HTMLElement>('[aria-invalid=true]');
  (field ?? target)?.focus();
}
