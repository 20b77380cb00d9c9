import type { FieldCode } from '@lantern/schemas/error-codes';
import { useHydrated } from '@lantern/ui/use-hydrated';
import {
  useEffect,
  useEffectEvent,
  useRef,
  useState,
  type InputEvent,
  type SubmitEvent,
} from 'react';
import { flushSync } from 'react-dom';
import type { FormState } from '../../shared/api/load-context.ts';
import { useEdition } from '../../shared/edition.ts';
import { useLanguage } from '../../shared/i18n/translate.ts';
import { pathTo } from '../../shared/paths.ts';
import type { Trouble } from './form-trouble.tsx';
import { useResendOnline } from './use-resend-online.ts';
import { currentTextHash, emptyFields, submitSignature, type Sent } from './submit-signature.ts';

interface Options {
  formState: FormState | null;
}

interface Faults {
  fields: Record<string, FieldCode>;
  trouble: Trouble | null;
}

/** `accepted` is shown for the moment that the next page takes to come: the answer must not wait for it. */
type Step = 'filling' | 'sending' | 'accepted';

/** The form's life in the browser: one sending at a time, faults in place, typed text kept. */
export function useSignForm({ formState }: Options) {
  const { locale } = useLanguage();
  const edition = useEdition();
  const query = edition.asked ? `?edition=${encodeURIComponent(edition.asked)}` : '';
  const action = `/api/v1/signatures${query}`;
  const [textHash, setTextHash] = useState(edition.textHash);
  const enhanced = useHydrated();
  const [step, setStep] = useState<Step>('filling');
  const [faults, setFaults] = useState(() => faultsOf(formState));
  // A second tap arrives before React has drawn the first one's state.
  const busy = useRef(false);
  const online = useResendOnline();

  useRevival(() => {
    busy.current = false;
    setStep('filling');
  });

  function refuse(form: HTMLFormElement, found: Faults) {
    busy.current = false;
    flushSync(() => {
      setStep('filling');
      setFaults(found);
    });
    focusFirstFault(form);
  }

  async function submit(form: HTMLFormElement) {
    if (busy.current) return;
    const values = Object.fromEntries(new FormData(form));
    const empty = emptyFields(values);
    if (Object.keys(empty).length > 0) {
      refuse(form, { fields: empty, trouble: { code: 'invalid-input' } });
      return;
    }
    busy.current = true;
    online.cancel();
    setStep('sending');
    const sent = await submitSignature(action, values);
    if (sent.status === 'accepted') {
      flushSync(() => setStep('accepted'));
      const next = { token: sent.amendToken, edition: edition.asked };
      // Whoever holds the phone next and goes back finds no name.
      addEventListener('pagehide', () => form.reset(), { once: true });
      location.assign(pathTo(locale, '/petition/check-mail', next));
      return;
    }
    // What was typed stays; the next press signs the new text, which the fault asks to read first.
    if (sent.status === 'refused' && sent.code === 'text-changed')
      setTextHash((await currentTextHash(locale, query)) ?? textHash);
    refuse(form, faultsOfAnswer(sent));
    if (sent.status === 'offline') online.wait(form);
  }

  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    void submit(event.currentTarget);
  };
  /** What is being mended is no fault any more; the server will say if it still is. */
  const onInput = (event: InputEvent<HTMLFormElement>) => {
    const { target } = event;
    if (!(target instanceof Element)) return;
    const { [target.id]: mended, ...fields } = faults.fields;
    if (mended) setFaults({ ...faults, fields });
    // Half a change must not be sent by itself.
    if (faults.trouble?.code !== 'offline') return;
    online.cancel();
    setFaults({ fields, trouble: null });
  };
  return { action, textHash, enhanced, step, onSubmit, onInput, ...faults };
}

/** Coming back by the browser's history revives the page as it was left: sending. */
function useRevival(revive: () => void) {
  const revived = useEffectEvent(revive);
  useEffect(() => {
    const onShow = ({ persisted }: PageTransitionEvent) => persisted && revived();
    addEventListener('pageshow', onShow);
    return () => removeEventListener('pageshow', onShow);
  }, []);
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

function focusFirstFault(form: HTMLFormElement) {
  const field = form.querySelector<HTMLElement>('[aria-invalid=true]');
  const said = form.querySelector<HTMLElement>('[role=alert]');
  (field ?? said)?.focus();
}
